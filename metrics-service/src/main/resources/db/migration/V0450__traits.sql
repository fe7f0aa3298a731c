-- Why: numbers are asked for by brand, product, language, tag and the tenant's own attributes too. What an interaction has of
-- these is one fact of its row, so that observations need not repeat it: {"language", "attributes": {…}, "tags": […]}. Roll-out:
-- rows of the previous release have none until their next event or recount.
ALTER TABLE interaction ADD COLUMN traits jsonb;
