"""The demonstration: a made-up survey round, played through the API like a real one."""
