CREATE TABLE `alert_hooks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`url` text NOT NULL,
	`secret` text,
	`kinds` text NOT NULL,
	`least_severity` integer NOT NULL,
	`locale` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`paused_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `alert_settings` (
	`staff_id` text PRIMARY KEY NOT NULL,
	`mode` text NOT NULL,
	`scope` text NOT NULL,
	`least_severity` integer NOT NULL,
	`has_sound` integer NOT NULL,
	`has_browser_notice` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_notices` (
	`staff_id` text NOT NULL,
	`event_id` integer NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`mailed_at` integer,
	PRIMARY KEY(`staff_id`, `event_id`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_notices_waiting` ON `case_notices` (`mailed_at`,`staff_id`,`at`);--> statement-breakpoint
CREATE TABLE `event_tails` (
	`name` text PRIMARY KEY NOT NULL,
	`event_id` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`hook_id` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`status` integer,
	`last_error` text,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`hook_id`) REFERENCES `alert_hooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hook_deliveries_hook` ON `hook_deliveries` (`hook_id`,`at`);--> statement-breakpoint
CREATE TABLE `case_answers` (
	`response_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_answers_case` ON `case_answers` (`case_id`);--> statement-breakpoint
CREATE TABLE `case_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`message_id` text,
	`from_email` text,
	`subject` text,
	`body` text NOT NULL,
	`entered_by` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_replies_message_id_unique` ON `case_replies` (`message_id`);--> statement-breakpoint
CREATE INDEX `case_replies_case` ON `case_replies` (`case_id`,`at`);--> statement-breakpoint
CREATE TABLE `commitments` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`by` text NOT NULL,
	`what` text NOT NULL,
	`owner_id` text,
	`due_at` integer NOT NULL,
	`status` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`settled_by` text,
	`settled_at` integer,
	`reminded_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`settled_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `commitments_case` ON `commitments` (`case_id`,`due_at`);--> statement-breakpoint
CREATE INDEX `commitments_due` ON `commitments` (`status`,`due_at`);--> statement-breakpoint
CREATE TABLE `assignment_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`test` text NOT NULL,
	`staff_ids` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `escalation_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`clock` text NOT NULL,
	`minutes_after_due` integer NOT NULL,
	`to` text NOT NULL,
	`staff_id` text,
	`seen_until` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `escalations` (
	`case_id` text NOT NULL,
	`step_id` text NOT NULL,
	`round` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `step_id`, `round`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mail_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`texts` text NOT NULL,
	`archived_at` integer,
	`updated_by` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`updated_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mail_templates_name` ON `mail_templates` (`name`);--> statement-breakpoint
CREATE TABLE `fulfilment_hook` (
	`id` integer PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `fulfilments` (
	`id` text PRIMARY KEY NOT NULL,
	`grant_id` text NOT NULL,
	`way` text NOT NULL,
	`state` text NOT NULL,
	`assignee_id` text,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`receipt` text,
	`done_by` text,
	`done_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fulfilments_grant_id_unique` ON `fulfilments` (`grant_id`);--> statement-breakpoint
CREATE INDEX `fulfilments_state` ON `fulfilments` (`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `lotteries` (
	`id` text PRIMARY KEY NOT NULL,
	`wave_id` text NOT NULL,
	`program_id` text NOT NULL,
	`prize_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`winners` integer NOT NULL,
	`seed_hash` text NOT NULL,
	`seed` text NOT NULL,
	`tickets_hash` text,
	`tickets` integer,
	`opened_at` integer NOT NULL,
	`drawn_at` integer,
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`program_id`) REFERENCES `programs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lotteries_wave_id_unique` ON `lotteries` (`wave_id`);--> statement-breakpoint
CREATE TABLE `lottery_wins` (
	`lottery_id` text NOT NULL,
	`place` integer NOT NULL,
	`ticket` integer NOT NULL,
	`response_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`grant_id` text,
	PRIMARY KEY(`lottery_id`, `place`),
	FOREIGN KEY (`lottery_id`) REFERENCES `lotteries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `vouchers` (
	`id` text PRIMARY KEY NOT NULL,
	`grant_id` text NOT NULL,
	`code` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`valid_until` integer,
	`created_at` integer NOT NULL,
	`redeemed_at` integer,
	`redemption_key` text,
	`redeemed_for` text,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vouchers_grant_id_unique` ON `vouchers` (`grant_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `vouchers_code_unique` ON `vouchers` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `vouchers_redemption_key_unique` ON `vouchers` (`redemption_key`);--> statement-breakpoint
CREATE INDEX `vouchers_status` ON `vouchers` (`status`,`valid_until`);--> statement-breakpoint
CREATE TABLE `budget_use` (
	`month` text NOT NULL,
	`scope` text NOT NULL,
	`currency` text NOT NULL,
	`used_minor` integer NOT NULL,
	PRIMARY KEY(`month`, `scope`, `currency`),
	CONSTRAINT "budget_use_not_negative" CHECK("budget_use"."used_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE `compensation_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`document` text NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`activated_by` text,
	`activated_at` integer,
	`retired_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`activated_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `compensation_policies_number_unique` ON `compensation_policies` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `compensation_policies_one_active` ON `compensation_policies` (`status`) WHERE "compensation_policies"."status" = 'active';--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_ledger_balances` (
	`account` text NOT NULL,
	`currency` text NOT NULL,
	`balance_minor` integer NOT NULL,
	PRIMARY KEY(`account`, `currency`),
	CONSTRAINT "owed_balance_not_negative" CHECK(("__new_ledger_balances"."account" NOT LIKE 'customer:%' AND "__new_ledger_balances"."account" NOT LIKE 'vouchers:%') OR "__new_ledger_balances"."balance_minor" >= 0)
);
--> statement-breakpoint
INSERT INTO `__new_ledger_balances`("account", "currency", "balance_minor") SELECT "account", "currency", "balance_minor" FROM `ledger_balances`;--> statement-breakpoint
DROP TABLE `ledger_balances`;--> statement-breakpoint
ALTER TABLE `__new_ledger_balances` RENAME TO `ledger_balances`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `case_notes` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `case_notes` ADD `call_result` text;--> statement-breakpoint
ALTER TABLE `case_notes` ADD `call_minutes` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `severity` integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `earlier_cases` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `department` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `locale` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `root_cause_reason` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `snoozed_until` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `snoozed_by` text REFERENCES staff(id);--> statement-breakpoint
ALTER TABLE `cases` ADD `reopened_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `reopenings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `follow_up` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `followed_up_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `unread_reply_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `arm` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `from_address` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `from_device` text;--> statement-breakpoint
CREATE INDEX `cases_resolution_due` ON `cases` (`status`,`resolution_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_burning` ON `cases` (`status`,(CASE WHEN status = 'open' THEN first_contact_due_at - (severity - 2) * 28800000 WHEN status = 'contacted' THEN resolution_due_at - (severity - 2) * 28800000 WHEN resolved_at IS NOT NULL THEN resolved_at ELSE opened_at END),`id`,`first_contact_due_at`,`resolution_due_at`,`severity`,`owner_id`,`tier`,`category`,`department`,`locale`,`opened_at`,`snoozed_until`,`unread_reply_at`);--> statement-breakpoint
CREATE INDEX `cases_snoozed` ON `cases` (`snoozed_until`) WHERE "cases"."snoozed_until" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_from_address` ON `cases` (`from_address`,`opened_at`) WHERE "cases"."from_address" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_from_device` ON `cases` (`from_device`,`opened_at`) WHERE "cases"."from_device" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `grants` ADD `policy_id` text REFERENCES compensation_policies(id);--> statement-breakpoint
ALTER TABLE `grants` ADD `program_id` text;--> statement-breakpoint
ALTER TABLE `grants` ADD `details` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `grants` ADD `approval` text DEFAULT 'agent' NOT NULL;--> statement-breakpoint
ALTER TABLE `grants` ADD `held` text;--> statement-breakpoint
ALTER TABLE `grants` ADD `proposed_by` text REFERENCES staff(id);--> statement-breakpoint
ALTER TABLE `grants` ADD `valid_until` integer;--> statement-breakpoint
ALTER TABLE `grants` ADD `reversed_at` integer;--> statement-breakpoint
ALTER TABLE `grants` ADD `reversed_by` text REFERENCES staff(id);--> statement-breakpoint
ALTER TABLE `grants` ADD `reversal_reason` text;--> statement-breakpoint
CREATE INDEX `grants_compensation` ON `grants` (`proposed_at`,`id`) WHERE role = 'compensation';--> statement-breakpoint
CREATE INDEX `grants_valid_until` ON `grants` (`valid_until`) WHERE "grants"."status" = 'issued' AND "grants"."valid_until" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `company` ADD `reopens_within_days` integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE `company` ADD `follow_up_after_hours` integer DEFAULT 72;--> statement-breakpoint
ALTER TABLE `company` ADD `reply_address` text;--> statement-breakpoint
ALTER TABLE `programs` ADD `reward` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `department` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `away_until` integer;--> statement-breakpoint
ALTER TABLE `public_page` ADD `measures` text;--> statement-breakpoint
CREATE INDEX `ledger_transactions_grant` ON `ledger_transactions` (`grant_id`);--> statement-breakpoint
CREATE INDEX `reasons_competitor` ON `reasons` (`competitor_id`,`response_id`) WHERE competitor_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `readings_waiting` ON `readings` (`confidence`,`response_id`) WHERE state IN ('inferred', 'unsorted');