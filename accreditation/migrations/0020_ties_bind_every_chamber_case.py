"""The conflict rules bind who signs in any case of a chamber, as they do in an objection."""

from django.db import migrations

TABLES = ("register_hardshiprequest", "register_measure", "accreditation_assessorcomplaint")
BINDING = "\n".join(
    f"""
CREATE TRIGGER no_tie_with_who_signs
    BEFORE INSERT OR UPDATE OF first_signer_id, second_signer_id ON {table}
    FOR EACH ROW EXECUTE FUNCTION no_tie_with_who_signs();
"""
    for table in TABLES
)
OFF = "\n".join(f"DROP TRIGGER no_tie_with_who_signs ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0019_pilots"), ("register", "0020_time_made_good")]
    operations = [migrations.RunSQL(BINDING, OFF)]
