"""Files that leave Mitra or come back to it: upload templates."""
