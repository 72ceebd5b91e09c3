ALTER TABLE `public_page` ADD `measures` text;--> statement-breakpoint
CREATE INDEX `reasons_competitor` ON `reasons` (`competitor_id`,`response_id`) WHERE competitor_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `readings_waiting` ON `readings` (`confidence`,`response_id`) WHERE state IN ('inferred', 'unsorted');