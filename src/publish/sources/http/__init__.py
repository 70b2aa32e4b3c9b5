"""Pages and pictures over HTTP: client, cache, address checks, deadlines."""
