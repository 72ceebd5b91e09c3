ALTER TABLE `case_notes` ADD `call_minutes` integer;
