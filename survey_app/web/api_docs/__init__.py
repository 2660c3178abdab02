"""The page that shows the API, drawn from its OpenAPI description."""
