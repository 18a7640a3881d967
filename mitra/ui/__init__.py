"""Everything that Streamlit draws around the pages: frame, filters, evidence, state. With pages/ the only user of it."""
