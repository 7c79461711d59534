"""From the bytes of a site to what a web server shows: releases, the way back, and nothing done twice."""
