UPDATE `programs` SET `audience` = CASE `audience`
  WHEN 'active' THEN '{"field":"status","is":"one-of","value":["active"]}'
  WHEN 'departed-last-month' THEN '{"field":"departed","is":"last-month"}'
  ELSE '{"field":"order-or-quote","is":"last-month"}' END
WHERE `audience` IN ('active', 'departed-last-month', 'ordered-last-month');
--> statement-breakpoint
UPDATE `programs` SET `audience` = '{"field":"departed","is":"within-days","value":60}',
  `trigger` = '{"on":"departure","after":{"minutes":0}}'
WHERE `id` = 'exit';
