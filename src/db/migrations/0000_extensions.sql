-- Search in names and texts by any part of a word; Chinese has no spaces to index by.
create extension if not exists pg_trgm;
