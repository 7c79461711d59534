"""`madoguchi watch`: what wakes a pass, when it comes, and how it is told."""
