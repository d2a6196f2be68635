"""Sample pictures of nobody: means of many faces, each warped to their mean shape."""
