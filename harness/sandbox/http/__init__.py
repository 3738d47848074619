"""The public doors: the API, OAuth, files and pages for people, over HTTP."""
