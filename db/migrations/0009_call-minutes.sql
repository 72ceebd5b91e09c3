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
ALTER TABLE `case_notes` ADD `call_minutes` integer;--> statement-breakpoint
CREATE INDEX `grants_valid_until` ON `grants` (`valid_until`) WHERE "grants"."status" = 'issued' AND "grants"."valid_until" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_transactions_grant` ON `ledger_transactions` (`grant_id`);