-- A copy for testing forgets the consent and never points at the production service.
UPDATE qbo_connection
   SET access_token = NULL,
       refresh_token = NULL,
       access_expires_at = NULL,
       refresh_expires_at = NULL,
       realm_id = NULL,
       client_secret = CASE WHEN environment = 'production' THEN NULL ELSE client_secret END,
       last_error = NULL,
       environment = CASE WHEN environment = 'production' THEN 'sandbox' ELSE environment END,
       state = 'draft';
DELETE FROM qbo_oauth_state;
