"""Who may open the pages of sign_in."""

from tests.matrix.table import EVERYONE, PUBLIC, Row

ROWS = (
    Row("account_login", EVERYONE, status=302, anonymous=200),
    Row("account_logout", EVERYONE),
    Row("account_reauthenticate", EVERYONE),
    Row("account_change_password", EVERYONE),
    Row("mfa_index", EVERYONE),
    Row("mfa_authenticate", EVERYONE, status=302),
    Row("mfa_reauthenticate", EVERYONE, status=302),
    Row("mfa_activate_totp", EVERYONE, status=302),
    Row("mfa_deactivate_totp", EVERYONE, status=404),
    Row("mfa_list_webauthn", EVERYONE),
    Row("mfa_add_webauthn", EVERYONE, status=302),
    Row("mfa_login_webauthn", PUBLIC, status=302),
    Row("mfa_reauthenticate_webauthn", EVERYONE, status=302),
    Row("mfa_edit_webauthn", EVERYONE, args=(1,), status=302),
    Row("mfa_remove_webauthn", EVERYONE, args=(1,), status=302),
    Row("mfa_view_recovery_codes", EVERYONE, status=404),
    Row("mfa_generate_recovery_codes", EVERYONE, status=302),
    Row("mfa_download_recovery_codes", EVERYONE, status=404),
    Row("usersessions_list", EVERYONE),
    Row("account_signup", PUBLIC, status=404),
    Row("account_email", PUBLIC, status=404),
    Row("account_email_verification_sent", PUBLIC, status=404),
    Row("account_inactive", PUBLIC, status=404),
    Row("account_set_password", PUBLIC, status=404),
)
