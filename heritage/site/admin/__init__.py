"""What officers, leaders and administrators see after signing in: Wagtail's admin, in their words."""
