"""The same records as a stock Wagtail site has them, to be measured beside.

As Wagtail's own tutorial builds it: plain pages, its middleware, default tags, nothing tuned.
"""
