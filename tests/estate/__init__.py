"""The register on several machines, played by processes of one: each part twice where it may be."""
