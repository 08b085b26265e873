# One image for web, worker, beat and the database step. It holds no secret and runs as nobody special.
FROM python:3.13-slim-bookworm AS packages
RUN python -m venv /opt/venv
ARG PACKAGES=requirements.txt
COPY requirements.txt requirements-watching.txt ./
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r "$PACKAGES"

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
        postgresql-common ca-certificates \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp register \
    && install -d -o register -g register /data /erasures
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    FILES_DIR=/data \
    ERASURES_FILE=/erasures/list.jsonl
WORKDIR /app
COPY . .
# The key below opens nothing: Django wants one to be there while files are collected.
RUN SECRET_KEY=not-a-secret python manage.py build_fonts \
    && SECRET_KEY=not-a-secret python manage.py collectstatic --noinput \
    && SECRET_KEY=not-a-secret python manage.py build_away_page
USER 10001:10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "10", \
     "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "config.wsgi:application"]
