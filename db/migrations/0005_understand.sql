CREATE TABLE `change_alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`month` text NOT NULL,
	`facts` text NOT NULL,
	`found_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `change_alerts_once` ON `change_alerts` (`kind`,`about`,`month`);--> statement-breakpoint
CREATE TABLE `competitors` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`retired_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `competitors_name_unique` ON `competitors` (`name`);--> statement-breakpoint
CREATE TABLE `departments` (
	`code` text PRIMARY KEY NOT NULL,
	`labels` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `digest_subscriptions` (
	`staff_id` text PRIMARY KEY NOT NULL,
	`cadence` text NOT NULL,
	`query` text NOT NULL,
	`sent_for` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `public_page` (
	`id` integer PRIMARY KEY NOT NULL,
	`is_on` integer NOT NULL,
	`introduction` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `publication_consents` (
	`response_id` text PRIMARY KEY NOT NULL,
	`given_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `published_comments` (
	`response_id` text PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`chosen_by` text NOT NULL,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `publication_consents`(`response_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chosen_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reading_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`facts_read` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `readings` (
	`response_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`language` text,
	`confidence` real,
	`read_at` integer NOT NULL,
	`reviewed_by` text,
	`reviewed_at` integer,
	`revision` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `readings_queue` ON `readings` (`state`,`response_id`);--> statement-breakpoint
CREATE INDEX `readings_lessons` ON `readings` (`reviewed_at`);--> statement-breakpoint
CREATE TABLE `reason_details` (
	`code` text PRIMARY KEY NOT NULL,
	`category` text NOT NULL,
	`labels` text NOT NULL,
	`retired_at` integer,
	`merged_into` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `repairs` (
	`id` text PRIMARY KEY NOT NULL,
	`category` text,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`done_on` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `response_facts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`response_id` text NOT NULL,
	`sign` integer NOT NULL,
	`said` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `response_facts_response` ON `response_facts` (`response_id`,`seq`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`name` text NOT NULL,
	`page` text NOT NULL,
	`query` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`staff_id`,`name`);--> statement-breakpoint
CREATE TABLE `shared_views` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`page` text NOT NULL,
	`query` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shared_views_token_hash_unique` ON `shared_views` (`token_hash`);--> statement-breakpoint
CREATE TABLE `voice_tags` (
	`id` text PRIMARY KEY NOT NULL,
	`response_id` text NOT NULL,
	`tag` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `voice_tags_once` ON `voice_tags` (`response_id`,`tag`);--> statement-breakpoint
CREATE INDEX `voice_tags_tag` ON `voice_tags` (`tag`,`response_id`);--> statement-breakpoint
CREATE TABLE `voices` (
	`id` integer PRIMARY KEY NOT NULL,
	`response_id` text NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `voices_response_id_unique` ON `voices` (`response_id`);--> statement-breakpoint
ALTER TABLE `customers` ADD `department` text;--> statement-breakpoint
CREATE INDEX `customers_account_manager` ON `customers` (`account_manager`);--> statement-breakpoint
ALTER TABLE `departures` ADD `account_manager` text;--> statement-breakpoint
ALTER TABLE `departures` ADD `department` text;--> statement-breakpoint
ALTER TABLE `reasons` ADD `competitor_id` text;--> statement-breakpoint
ALTER TABLE `responses` ADD `department` text;--> statement-breakpoint
CREATE VIRTUAL TABLE `voice_index` USING fts5(`words`, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');--> statement-breakpoint
CREATE TRIGGER `response_facts_never_change` BEFORE UPDATE ON `response_facts` BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `response_facts_never_go` BEFORE DELETE ON `response_facts` BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
--> statement-breakpoint
INSERT INTO `jobs` (`id`, `kind`, `payload`, `state`, `due`, `attempts`, `created_at`)
  SELECT 'backfill-facts', 'backfill-facts', '{}', 'queued', 0, 0, 0 WHERE EXISTS (SELECT 1 FROM `responses`);
