"""The page on which an analyst drops files: what was read, where columns go, what is wrong, what would change, publish, undo."""
