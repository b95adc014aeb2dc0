"""What officers, leaders and administrators see after signing in: Wagtail in their words."""
