-- Who is the same person under two customer numbers. Said by hand: drizzle-kit takes an expression apart at its commas.
CREATE INDEX customers_same_email ON customers (lower(substr("email", 1, instr(replace("email", '+', '@'), '@') - 1) || substr("email", instr("email", '@')))) WHERE "email" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX customers_same_phone ON customers (substr(replace(replace(replace(replace(replace(replace(json_extract("attributes", '$.phone'), ' ', ''), '-', ''), '.', ''), '/', ''), '(', ''), ')', ''), -9)) WHERE json_extract("attributes", '$.phone') IS NOT NULL;
--> statement-breakpoint
-- Cases know since now in which language and for which team their answers were given.
UPDATE cases SET
  locale = (SELECT locale FROM responses WHERE responses.id = cases.response_id),
  department = (SELECT department FROM responses WHERE responses.id = cases.response_id);
