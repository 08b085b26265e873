"""Every letter of the portal to look at: when it goes out, and how it reads with made-up people."""
