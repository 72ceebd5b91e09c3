CREATE TABLE `anonymous_submissions` (
	`submission_hash` text PRIMARY KEY NOT NULL,
	`wave_id` text NOT NULL,
	`reward_code_id` text,
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reward_code_id`) REFERENCES `reward_codes`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `callback_requests` (
	`response_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`phone` text NOT NULL,
	`wished_time` text NOT NULL,
	`asked_at` integer NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `response_versions` (
	`response_id` text NOT NULL,
	`version` integer NOT NULL,
	`locale` text,
	`answers` text NOT NULL,
	`verbatim` text,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`response_id`, `version`),
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reward_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`program_id` text NOT NULL,
	`code` text NOT NULL,
	`is_drawn` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`program_id`) REFERENCES `programs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reward_codes_code` ON `reward_codes` (`program_id`,`code`);--> statement-breakpoint
CREATE INDEX `reward_codes_left` ON `reward_codes` (`program_id`) WHERE is_drawn = 0;--> statement-breakpoint
ALTER TABLE `company` ADD `announces_cases` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `company` ADD `offers_callback` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `responses` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `responses` ADD `interviewed_by` text REFERENCES staff(id);