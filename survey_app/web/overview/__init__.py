"""The round at a glance: calendar, scores, indicators, evidence, comparison; each as a workbook."""
