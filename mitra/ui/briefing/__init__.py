"""The briefing in the browser: stories listed, edited, presented full screen and followed on a second screen."""
