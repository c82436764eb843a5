"""What is measured against peers and labels; not shipped."""
