ALTER TABLE `fulfilments` ADD `told_at` integer;--> statement-breakpoint
UPDATE `fulfilments` SET `told_at` = coalesce(`done_at`, `created_at`) WHERE `attempts` > 0 OR (`way` = 'webhook' AND `state` = 'done');
