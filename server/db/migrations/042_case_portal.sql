-- The contact a person is admitted to who knows number and code: the appeal as it came by the portal, or, where staff
-- registered it, the notice that says so.
alter table "case" add column portal_interaction_id uuid references interaction;
update "case" k set portal_interaction_id = k.interaction_id from interaction i where i.id = k.interaction_id and i.channel = 'portal';
create unique index case_portal_interaction on "case" (portal_interaction_id) where portal_interaction_id is not null;
