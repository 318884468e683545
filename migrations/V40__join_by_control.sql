-- Findings of one control in one account are one matter. Rules that people wrote before there was
-- this kind of subject go on to join what they joined: a finding's resources, else its account.
update correlation_rule
set subjects = array_append(subjects, 'control')
where ('resource' = any(subjects) or 'account' = any(subjects)) and not 'control' = any(subjects);
