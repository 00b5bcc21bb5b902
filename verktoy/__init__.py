"""What make calls: starting the portal, its environment, its vendored files."""
