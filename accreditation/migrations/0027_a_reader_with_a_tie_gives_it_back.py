"""Who got a tie while reading reads no more: giving it back is not reading."""

from django.db import migrations

CHECK = """
CREATE OR REPLACE FUNCTION who_reads_a_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {unless}PERFORM no_provider_tie(NEW.request_id, NEW.reader_id, NEW.asked_on);
    IF NEW.status <> 'declined' AND (
        SELECT count(*) FROM accreditation_programmereading o
        WHERE o.request_id = NEW.request_id AND o.round = NEW.round
            AND o.status <> 'declined' AND o.id <> NEW.id
    ) > 1 THEN
        RAISE EXCEPTION 'Two people read a request.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'two_read_a_programme';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = CHECK.replace("{unless}", "")
AFTER = CHECK.replace(
    "{unless}",
    "IF TG_OP = 'UPDATE' AND NEW.status = 'declined' THEN RETURN NEW; END IF;\n    ",
)


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0026_who_read_does_not_decide")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
