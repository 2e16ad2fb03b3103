"""The national definition and its variants, one file each; a home folder may add its own under `definitions/`."""
