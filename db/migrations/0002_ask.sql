CREATE TABLE `company_logo` (
	`id` integer PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`bytes` blob NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_events` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`name` text NOT NULL,
	`external_id` text NOT NULL,
	`data` text NOT NULL,
	`happened_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_events_external_id_unique` ON `customer_events` (`external_id`);--> statement-breakpoint
CREATE INDEX `customer_events_customer` ON `customer_events` (`customer_id`,`happened_at`);--> statement-breakpoint
CREATE INDEX `customer_events_created` ON `customer_events` (`created_at`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` text NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`message_id` text,
	`invitation_id` text,
	`case_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contacts_customer` ON `contacts` (`customer_id`,`at`);--> statement-breakpoint
CREATE TABLE `delivery_events` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`provider_id` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mail_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`wave_id` text NOT NULL,
	`round` integer NOT NULL,
	`status` text NOT NULL,
	`members` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`first_tried_at` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mail_batches_wave` ON `mail_batches` (`wave_id`,`status`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`hint` text NOT NULL,
	`role` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_key_hash_unique` ON `api_keys` (`key_hash`);--> statement-breakpoint
DROP INDEX `invitations_once`;--> statement-breakpoint
ALTER TABLE `invitations` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `subject` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `send_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `batch_id` text;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reminders_sent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `remind_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `scanner_seen_at` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `scanner_hits` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reached_question` text;--> statement-breakpoint
CREATE INDEX `invitations_due` ON `invitations` (`send_at`) WHERE status = 'queued' AND batch_id IS NULL;--> statement-breakpoint
CREATE INDEX `invitations_remind` ON `invitations` (`remind_at`) WHERE remind_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `invitations_batch` ON `invitations` (`batch_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_once` ON `invitations` (`wave_id`,`customer_id`,`subject`);--> statement-breakpoint
ALTER TABLE `company` ADD `contact_caps` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `company` ADD `quiet_from` text DEFAULT '21:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `company` ADD `quiet_until` text DEFAULT '08:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `delivered_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `bounced_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `complained_at` integer;--> statement-breakpoint
CREATE INDEX `messages_provider` ON `messages` (`provider_id`);--> statement-breakpoint
ALTER TABLE `programs` ADD `name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `is_anonymous` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `trigger` text;--> statement-breakpoint
ALTER TABLE `programs` ADD `window_days` integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `opens_on` text;--> statement-breakpoint
ALTER TABLE `programs` ADD `send_from` text DEFAULT '09:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `send_until` text DEFAULT '19:00' NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `sample` text;--> statement-breakpoint
ALTER TABLE `programs` ADD `hold_out_percent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `reminders` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `letter` text DEFAULT '{"texts":{},"hasFirstQuestion":true}' NOT NULL;--> statement-breakpoint
ALTER TABLE `programs` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `survey_versions` ADD `source` text;--> statement-breakpoint
ALTER TABLE `survey_versions` ADD `published_by` text;--> statement-breakpoint
ALTER TABLE `surveys` ADD `name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `surveys` ADD `draft` text;--> statement-breakpoint
ALTER TABLE `surveys` ADD `draft_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `surveys` ADD `draft_saved_at` integer;--> statement-breakpoint
ALTER TABLE `surveys` ADD `draft_saved_by` text;--> statement-breakpoint
ALTER TABLE `surveys` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `waves` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `waves` ADD `sample_below` real;--> statement-breakpoint
ALTER TABLE `waves` ADD `letter` text;--> statement-breakpoint
ALTER TABLE `waves` ADD `token_nonce` text;--> statement-breakpoint
ALTER TABLE `waves` ADD `token_hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `waves_token_hash_unique` ON `waves` (`token_hash`);--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`created_at`);--> statement-breakpoint
CREATE INDEX `departures_created` ON `departures` (`created_at`);