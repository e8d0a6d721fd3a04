"""What the client is made of: messages, limits, cookies, keys, robots.txt; `scrapers.fetch` is its face."""
