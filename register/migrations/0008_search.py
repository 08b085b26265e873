"""Search: one order of names on every server, and the words of which names are made."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0007_keys_and_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('word', models.CharField(db_collation='C', max_length=200, primary_key=True, serialize=False)),
                ('uses', models.PositiveIntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='publicentry',
            name='current_names',
        ),
        migrations.RemoveIndex(
            model_name='publicentry',
            name='current_names_trigrams',
        ),
        migrations.AlterField(
            model_name='formername',
            name='name_key',
            field=models.CharField(db_collation='C', max_length=200),
        ),
        migrations.AlterField(
            model_name='publicentry',
            name='name_key',
            field=models.CharField(db_collation='C', max_length=200),
        ),
        migrations.AddIndex(
            model_name='formername',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('name_key'), models.Value(' '), function='string_to_array', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField())), fastupdate=False, name='former_name_words'),
        ),
        migrations.AddIndex(
            model_name='publicentry',
            index=models.Index(condition=models.Q(('edition_until', None)), fields=['name_key', 'number'], name='current_names_in_order'),
        ),
        migrations.AddIndex(
            model_name='publicentry',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('name_key'), models.Value(' '), function='string_to_array', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField())), condition=models.Q(('edition_until', None)), fastupdate=False, name='current_name_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='words_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM pg_advisory_xact_lock(7301907);\n    INSERT INTO register_nameword (word, uses)\n    SELECT word, count(*) FROM added, unnest(string_to_array(name_key, ' ')) AS word\n    GROUP BY word ORDER BY word\n    ON CONFLICT (word) DO UPDATE SET uses = register_nameword.uses + excluded.uses;\n    RETURN NULL;\n", hash='47cf30c9e1c3f9104c1ce77bb7e67da1b5dfc78c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_words_added_cbcd5', referencing='REFERENCING NEW TABLE AS added ', table='register_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='words_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM pg_advisory_xact_lock(7301907);\n    WITH gone AS (\n        SELECT word, count(*) AS uses FROM gone_rows, unnest(string_to_array(name_key, ' ')) AS word\n        GROUP BY word\n    )\n    UPDATE register_nameword SET uses = register_nameword.uses - gone.uses\n    FROM gone WHERE register_nameword.word = gone.word;\n    DELETE FROM register_nameword WHERE uses = 0 AND word IN (\n        SELECT unnest(string_to_array(name_key, ' ')) FROM gone_rows\n    );\n    RETURN NULL;\n", hash='6c590f3a2b7ea2a9ba9e5e26bf3295769246bb1f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_words_gone_754d5', referencing='REFERENCING OLD TABLE AS gone_rows ', table='register_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formername',
            trigger=pgtrigger.compiler.Trigger(name='words_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."name_key" IS DISTINCT FROM (NEW."name_key"))', func="\n    PERFORM pg_advisory_xact_lock(7301907);\n    WITH gone AS (\n        SELECT word, count(*) AS uses FROM (SELECT OLD.name_key) AS before, unnest(string_to_array(name_key, ' ')) AS word\n        GROUP BY word\n    )\n    UPDATE register_nameword SET uses = register_nameword.uses - gone.uses\n    FROM gone WHERE register_nameword.word = gone.word;\n    DELETE FROM register_nameword WHERE uses = 0 AND word IN (\n        SELECT unnest(string_to_array(name_key, ' ')) FROM (SELECT OLD.name_key) AS before\n    );\n\n    INSERT INTO register_nameword (word, uses)\n    SELECT word, count(*) FROM (SELECT NEW.name_key) AS after, unnest(string_to_array(name_key, ' ')) AS word\n    GROUP BY word ORDER BY word\n    ON CONFLICT (word) DO UPDATE SET uses = register_nameword.uses + excluded.uses;\n    RETURN NULL;\n", hash='6889d737d51db69260b1f910e36569b651cc4fc4', operation='UPDATE OF "name_key"', pgid='pgtrigger_words_changed_82649', table='register_formername', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicentry',
            trigger=pgtrigger.compiler.Trigger(name='words_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM pg_advisory_xact_lock(7301907);\n    INSERT INTO register_nameword (word, uses)\n    SELECT word, count(*) FROM added, unnest(string_to_array(name_key, ' ')) AS word\n    GROUP BY word ORDER BY word\n    ON CONFLICT (word) DO UPDATE SET uses = register_nameword.uses + excluded.uses;\n    RETURN NULL;\n", hash='8b436cdcfca59c6c7bd0e82975b77f766235cf91', level='STATEMENT', operation='INSERT', pgid='pgtrigger_words_added_dcbc0', referencing='REFERENCING NEW TABLE AS added ', table='register_publicentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicentry',
            trigger=pgtrigger.compiler.Trigger(name='words_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM pg_advisory_xact_lock(7301907);\n    WITH gone AS (\n        SELECT word, count(*) AS uses FROM gone_rows, unnest(string_to_array(name_key, ' ')) AS word\n        GROUP BY word\n    )\n    UPDATE register_nameword SET uses = register_nameword.uses - gone.uses\n    FROM gone WHERE register_nameword.word = gone.word;\n    DELETE FROM register_nameword WHERE uses = 0 AND word IN (\n        SELECT unnest(string_to_array(name_key, ' ')) FROM gone_rows\n    );\n    RETURN NULL;\n", hash='41ea19499e1a6374c5ed4a62ba865a2065150b6e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_words_gone_9a833', referencing='REFERENCING OLD TABLE AS gone_rows ', table='register_publicentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicentry',
            trigger=pgtrigger.compiler.Trigger(name='words_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."name_key" IS DISTINCT FROM (NEW."name_key"))', func="\n    PERFORM pg_advisory_xact_lock(7301907);\n    WITH gone AS (\n        SELECT word, count(*) AS uses FROM (SELECT OLD.name_key) AS before, unnest(string_to_array(name_key, ' ')) AS word\n        GROUP BY word\n    )\n    UPDATE register_nameword SET uses = register_nameword.uses - gone.uses\n    FROM gone WHERE register_nameword.word = gone.word;\n    DELETE FROM register_nameword WHERE uses = 0 AND word IN (\n        SELECT unnest(string_to_array(name_key, ' ')) FROM (SELECT OLD.name_key) AS before\n    );\n\n    INSERT INTO register_nameword (word, uses)\n    SELECT word, count(*) FROM (SELECT NEW.name_key) AS after, unnest(string_to_array(name_key, ' ')) AS word\n    GROUP BY word ORDER BY word\n    ON CONFLICT (word) DO UPDATE SET uses = register_nameword.uses + excluded.uses;\n    RETURN NULL;\n", hash='50a330746983c59823680b513b05ac605c3d93d5', operation='UPDATE OF "name_key"', pgid='pgtrigger_words_changed_6e998', table='register_publicentry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='nameword',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('word', 'gin_trgm_ops'), fastupdate=False, name='words_trigrams'),
        ),
        migrations.RunSQL(
            """
            INSERT INTO register_nameword (word, uses)
            SELECT word, count(*)
            FROM (SELECT name_key FROM register_publicentry
                  UNION ALL SELECT name_key FROM register_formername) AS keys,
                 unnest(string_to_array(name_key, ' ')) AS word
            GROUP BY word ORDER BY word
            ON CONFLICT (word) DO NOTHING
            """,
            migrations.RunSQL.noop,
        ),
        # Words of names are many and short: the planner does not see that each costs time.
        migrations.RunSQL(
            """
            CREATE FUNCTION register_near_words(typed_words text[])
            RETURNS TABLE (typed text, word text) LANGUAGE sql STABLE SET enable_seqscan = off
            AS $$
                SELECT typed, near.word FROM unnest(typed_words) AS typed CROSS JOIN LATERAL (
                    SELECT known.word FROM register_nameword AS known WHERE known.word % typed
                    ORDER BY similarity(known.word, typed) DESC LIMIT 30
                ) AS near
            $$
            """,
            "DROP FUNCTION register_near_words(text[])",
        ),
        # How often each word occurs, also the rare ones. (Not looked at when an index has it.)
        migrations.RunSQL(
            [
                "CREATE STATISTICS register_words ON (string_to_array(name_key, ' '))"
                " FROM register_publicentry",
                "ALTER STATISTICS register_words SET STATISTICS 1000",
                "ALTER INDEX current_name_words ALTER COLUMN 1 SET STATISTICS 0",
            ],
            "DROP STATISTICS register_words",
        ),
    ]
