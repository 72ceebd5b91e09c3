CREATE TABLE `case_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`author_id` text NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_notes_case` ON `case_notes` (`case_id`,`at`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`response_id` text NOT NULL,
	`status` text NOT NULL,
	`owner_id` text,
	`score` integer,
	`score_measure` text,
	`tier` text,
	`category` text,
	`detail` text,
	`why` text NOT NULL,
	`opened_at` integer NOT NULL,
	`first_contact_due_at` integer NOT NULL,
	`resolution_due_at` integer NOT NULL,
	`contacted_at` integer,
	`resolved_at` integer,
	`outcome` text,
	`root_cause` text,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_response_id_unique` ON `cases` (`response_id`);--> statement-breakpoint
CREATE INDEX `cases_inbox` ON `cases` (`status`,`first_contact_due_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_owner` ON `cases` (`owner_id`,`status`,`first_contact_due_at`);--> statement-breakpoint
CREATE INDEX `cases_customer` ON `cases` (`customer_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `grant_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`grant_id` text NOT NULL,
	`decision` text NOT NULL,
	`staff_id` text NOT NULL,
	`note` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grant_decisions_grant_id_unique` ON `grant_decisions` (`grant_id`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`case_id` text,
	`response_id` text,
	`order_id` text,
	`role` text NOT NULL,
	`kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`wrong` text,
	`rule` text NOT NULL,
	`why` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`expires_at` integer,
	`issued_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `grants_case` ON `grants` (`case_id`);--> statement-breakpoint
CREATE INDEX `grants_customer` ON `grants` (`customer_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `grants_status` ON `grants` (`status`,`proposed_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `grants_once_per_order_and_wrong` ON `grants` (`order_id`,`wrong`) WHERE "grants"."role" = 'compensation' AND "grants"."status" NOT IN ('declined', 'expired', 'reversed');--> statement-breakpoint
CREATE UNIQUE INDEX `grants_one_reward_per_response` ON `grants` (`response_id`) WHERE "grants"."role" = 'reward';--> statement-breakpoint
CREATE TABLE `company` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`accent_color` text NOT NULL,
	`sender_name` text NOT NULL,
	`sender_email` text NOT NULL,
	`business_hours` text NOT NULL,
	`holidays` text NOT NULL,
	`quiet_period_days` integer NOT NULL,
	`first_contact_hours` integer NOT NULL,
	`first_contact_hours_gold` integer NOT NULL,
	`resolution_hours` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`search_text` text NOT NULL,
	`email` text,
	`locale` text,
	`time_zone` text,
	`currency` text,
	`total_revenue_minor` integer,
	`monthly_revenue_minor` integer,
	`account_manager` text,
	`status` text NOT NULL,
	`tier` text,
	`attributes` text NOT NULL,
	`last_order_on` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_external_id_unique` ON `customers` (`external_id`);--> statement-breakpoint
CREATE INDEX `customers_search` ON `customers` (`search_text`,`id`);--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`email`);--> statement-breakpoint
CREATE INDEX `customers_status` ON `customers` (`status`,`last_order_on`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`ordered_on` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_external_id_unique` ON `orders` (`external_id`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`customer_id`,`ordered_on`);--> statement-breakpoint
CREATE INDEX `orders_day` ON `orders` (`ordered_on`,`customer_id`);--> statement-breakpoint
CREATE TABLE `departures` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`departed_on` text NOT NULL,
	`month` text NOT NULL,
	`reason_text` text NOT NULL,
	`category` text NOT NULL,
	`detail` text,
	`tier` text,
	`monthly_revenue_minor` integer NOT NULL,
	`total_revenue_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `departures_once` ON `departures` (`customer_id`,`departed_on`);--> statement-breakpoint
CREATE INDEX `departures_month` ON `departures` (`month`,`category`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`to_email` text NOT NULL,
	`to_name` text,
	`locale` text NOT NULL,
	`subject` text NOT NULL,
	`html` text,
	`text` text,
	`headers` text NOT NULL,
	`customer_id` text,
	`invitation_id` text,
	`case_id` text,
	`transport` text NOT NULL,
	`status` text NOT NULL,
	`provider_id` text,
	`note` text,
	`sent_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `messages_sent` ON `messages` (`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_customer` ON `messages` (`customer_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `messages_case` ON `messages` (`case_id`);--> statement-breakpoint
CREATE TABLE `suppressions` (
	`email` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`invitation_id` text,
	`note` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`actor_id` text,
	`customer_id` text,
	`case_id` text,
	`data` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_case` ON `events` (`case_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_customer` ON `events` (`customer_id`,`id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`due` integer NOT NULL,
	`owner` text,
	`attempts` integer NOT NULL,
	`last_error` text,
	`dedupe_key` text,
	`created_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_dedupe_key_unique` ON `jobs` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`due`) WHERE state IN ('queued', 'running');--> statement-breakpoint
CREATE INDEX `jobs_state` ON `jobs` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `recurring_runs` (
	`name` text PRIMARY KEY NOT NULL,
	`last_run_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_balances` (
	`account` text NOT NULL,
	`currency` text NOT NULL,
	`balance_minor` integer NOT NULL,
	PRIMARY KEY(`account`, `currency`),
	CONSTRAINT "customer_balance_not_negative" CHECK("ledger_balances"."account" NOT LIKE 'customer:%' OR "ledger_balances"."balance_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`transaction_id` text NOT NULL,
	`account` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	FOREIGN KEY (`transaction_id`) REFERENCES `ledger_transactions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ledger_entries_account` ON `ledger_entries` (`account`,`currency`);--> statement-breakpoint
CREATE INDEX `ledger_entries_tx` ON `ledger_entries` (`transaction_id`);--> statement-breakpoint
CREATE TABLE `ledger_transactions` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`grant_id` text,
	`idempotency_key` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`grant_id`) REFERENCES `grants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_transactions_idempotency_key_unique` ON `ledger_transactions` (`idempotency_key`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`wave_id` text NOT NULL,
	`program_id` text NOT NULL,
	`survey_version_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`locale` text NOT NULL,
	`email` text,
	`status` text NOT NULL,
	`skip_reason` text,
	`skip_facts` text,
	`token_nonce` text,
	`token_hash` text,
	`order_id` text,
	`queued_at` integer NOT NULL,
	`sent_at` integer,
	`delivered_at` integer,
	`opened_at` integer,
	`started_at` integer,
	`completed_at` integer,
	`closes_at` integer NOT NULL,
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`program_id`) REFERENCES `programs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`survey_version_id`) REFERENCES `survey_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_hash_unique` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_once` ON `invitations` (`wave_id`,`customer_id`);--> statement-breakpoint
CREATE INDEX `invitations_wave_status` ON `invitations` (`wave_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `invitations_customer` ON `invitations` (`customer_id`,`queued_at`);--> statement-breakpoint
CREATE TABLE `programs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`survey_id` text NOT NULL,
	`audience` text NOT NULL,
	`opens_on_day` integer NOT NULL,
	`closes_after_days` integer NOT NULL,
	`reward_minor` integer,
	`paused_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `survey_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`number` integer NOT NULL,
	`definition` text NOT NULL,
	`checksum` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_versions_number` ON `survey_versions` (`survey_id`,`number`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `wave_counts` (
	`wave_id` text NOT NULL,
	`stage` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`wave_id`, `stage`),
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `waves` (
	`id` text PRIMARY KEY NOT NULL,
	`program_id` text NOT NULL,
	`survey_version_id` text NOT NULL,
	`month` text NOT NULL,
	`run` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`prepared_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`program_id`) REFERENCES `programs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`survey_version_id`) REFERENCES `survey_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waves_run` ON `waves` (`program_id`,`month`,`run`);--> statement-breakpoint
CREATE TABLE `reason_rollup` (
	`month` text NOT NULL,
	`source` text NOT NULL,
	`program_id` text NOT NULL,
	`tier` text NOT NULL,
	`category` text NOT NULL,
	`detail` text NOT NULL,
	`currency` text NOT NULL,
	`n` integer NOT NULL,
	`monthly_minor` integer NOT NULL,
	PRIMARY KEY(`source`, `month`, `category`, `detail`, `program_id`, `tier`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `reasons` (
	`id` text PRIMARY KEY NOT NULL,
	`response_id` text,
	`departure_id` text,
	`category` text NOT NULL,
	`detail` text NOT NULL,
	`status` text NOT NULL,
	`question` text,
	`quote` text,
	`confidence` real,
	`month` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departure_id`) REFERENCES `departures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reasons_response` ON `reasons` (`response_id`);--> statement-breakpoint
CREATE INDEX `reasons_category` ON `reasons` (`category`,`month`,`at`);--> statement-breakpoint
CREATE INDEX `reasons_detail` ON `reasons` (`category`,`detail`,`month`,`at`);--> statement-breakpoint
CREATE TABLE `responses` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text,
	`import_key` text,
	`program_id` text,
	`wave_id` text,
	`survey_version_id` text,
	`customer_id` text,
	`order_id` text,
	`status` text NOT NULL,
	`locale` text,
	`answers` text NOT NULL,
	`verbatim` text,
	`nps` integer,
	`csat` integer,
	`ces` integer,
	`tier` text,
	`account_manager` text,
	`month` text NOT NULL,
	`answered_at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`program_id`) REFERENCES `programs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`wave_id`) REFERENCES `waves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`survey_version_id`) REFERENCES `survey_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `responses_invitation_id_unique` ON `responses` (`invitation_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `responses_import_key_unique` ON `responses` (`import_key`);--> statement-breakpoint
CREATE INDEX `responses_month` ON `responses` (`month`,`answered_at`);--> statement-breakpoint
CREATE INDEX `responses_customer` ON `responses` (`customer_id`,`answered_at`);--> statement-breakpoint
CREATE INDEX `responses_wave` ON `responses` (`wave_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `score_rollup` (
	`month` text NOT NULL,
	`program_id` text NOT NULL,
	`tier` text NOT NULL,
	`measure` text NOT NULL,
	`value` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`month`, `measure`, `program_id`, `tier`, `value`)
);
--> statement-breakpoint
CREATE TABLE `segment_rollup` (
	`month` text NOT NULL,
	`program_id` text NOT NULL,
	`tier` text NOT NULL,
	`segment` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`month`, `program_id`, `tier`, `segment`)
);
--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`staff_id` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`left_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_unique` ON `staff` (`email`);--> statement-breakpoint
CREATE TABLE `staff_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `staff_accounts_staff` ON `staff_accounts` (`staff_id`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_sessions_token_unique` ON `staff_sessions` (`token`);--> statement-breakpoint
CREATE INDEX `staff_sessions_staff` ON `staff_sessions` (`staff_id`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `write_guards` (
	`changed` integer NOT NULL,
	CONSTRAINT "changed_exactly_one_row" CHECK("write_guards"."changed" = 1)
);
