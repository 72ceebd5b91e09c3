ALTER TABLE `public_page` ADD `measures` text;
