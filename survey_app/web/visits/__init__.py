"""The visits a person may see: the list, each as it was filled, its photos and its report."""
