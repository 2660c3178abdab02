"""the tables of every stage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_row",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("pinned", sa.Integer(), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_row")),
    )
    op.create_index(op.f("ix_audit_row_action"), "audit_row", ["action"], unique=False)
    op.create_index("ix_audit_row_subject_pinned", "audit_row", ["subject", "pinned"], unique=False)
    op.create_table(
        "checklist_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit_kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("content_before", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_version")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_checklist_version_code_version")),
    )
    op.create_index(
        op.f("ix_checklist_version_content_hash"),
        "checklist_version",
        ["content_hash"],
        unique=False,
    )
    op.create_table(
        "epoch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=36), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epoch")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("username", name=op.f("uq_person_username")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("cut_off_on", sa.Date(), nullable=True),
        sa.Column("reports_due_on", sa.Date(), nullable=True),
        sa.Column("penalties", sa.Boolean(), nullable=False),
        sa.Column("shows_level", sa.Boolean(), nullable=False),
        sa.Column("photo_position", sa.Boolean(), nullable=False),
        sa.Column("double_scoring", sa.String(length=8), nullable=False),
        sa.Column("double_share", sa.Integer(), nullable=True),
        sa.Column("double_seed", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("name", name=op.f("uq_round_name")),
    )
    op.create_table(
        "sealed_content",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sealed_content")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("protocol_order", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("latitude", sa.BigInteger(), nullable=True),
        sa.Column("longitude", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["unit.id"], name=op.f("fk_unit_merged_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_index(op.f("ix_unit_folded_name"), "unit", ["folded_name"], unique=False)
    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["checklist_version.id"], name=op.f("fk_checklist_item_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
        sa.UniqueConstraint("version_id", "code", name=op.f("uq_checklist_item_version_id_code")),
    )
    op.create_table(
        "device_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=True),
        sa.Column("photos", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_device_word_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_word")),
        sa.UniqueConstraint("person_id", "device", name=op.f("uq_device_word_person_id_device")),
    )
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merges", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_evaluation_made_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_evaluation_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("round_id", name=op.f("uq_evaluation_round_id")),
    )
    op.create_table(
        "evaluation_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_evaluation_change_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_evaluation_change_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["evaluation_change.id"], name=op.f("fk_evaluation_change_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_evaluation_change_undoes_id")),
    )
    op.create_index(
        op.f("ix_evaluation_change_round_id"), "evaluation_change", ["round_id"], unique=False
    )
    op.create_index(
        op.f("ix_evaluation_change_statement_id"),
        "evaluation_change",
        ["statement_id"],
        unique=False,
    )
    op.create_table(
        "join_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_join_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_join_code_code_hash")),
    )
    op.create_index(op.f("ix_join_code_person_id"), "join_code", ["person_id"], unique=False)
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_login_secret_hash")),
    )
    op.create_index(op.f("ix_login_person_id"), "login", ["person_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name=op.f("fk_milestone_done_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_milestone_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_milestone_round_id_name")),
    )
    op.create_table(
        "outline_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False),
        sa.Column("addressee", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_outline_section_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline_section")),
        sa.UniqueConstraint("round_id", "code", name=op.f("uq_outline_section_round_id_code")),
        sa.UniqueConstraint(
            "round_id", "position", name=op.f("uq_outline_section_round_id_position")
        ),
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_from_id", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["received_from_id"], ["person.id"], name=op.f("fk_photo_received_from_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("sha256", name=op.f("uq_photo_sha256")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
    )
    op.create_index(
        op.f("ix_recovery_code_person_id"), "recovery_code", ["person_id"], unique=False
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mail", sa.String(length=8), nullable=False),
        sa.Column("mail_fault", sa.String(length=8), nullable=True),
        sa.Column("mailed_to", sa.String(length=254), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_until", sa.Date(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_reminder_made_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_reminder_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reminder_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "round_id",
            "unit_id",
            "reminded_on",
            name=op.f("uq_reminder_round_id_unit_id_reminded_on"),
        ),
    )
    op.create_table(
        "rescue_parcel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=128), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_rescue_parcel_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescue_parcel")),
        sa.UniqueConstraint("sha256", "author_id", name=op.f("uq_rescue_parcel_sha256_author_id")),
    )
    op.create_table(
        "round_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_round_change_made_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_change_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_change")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_round_change_round_id_number")),
    )
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("term", sa.BigInteger(), nullable=True),
        sa.Column("milestone", sa.BigInteger(), nullable=True),
        sa.Column("direction", sa.String(length=32), nullable=True),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("cut_off_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.CheckConstraint("milestone >= 0", name=op.f("ck_target_milestone_not_negative")),
        sa.CheckConstraint("term >= 0", name=op.f("ck_target_term_not_negative")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_target_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "round_id", "unit_id", "item", name=op.f("uq_target_round_id_unit_id_item")
        ),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_team_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_team_round_id_number")),
    )
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint(
            "unit_id", "folded_name", name=op.f("uq_unit_alias_unit_id_folded_name")
        ),
    )
    op.create_index(op.f("ix_unit_alias_folded_name"), "unit_alias", ["folded_name"], unique=False)
    op.create_table(
        "unit_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gone_id"], ["unit.id"], name=op.f("fk_unit_merge_gone_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["unit.id"], name=op.f("fk_unit_merge_kept_id")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_unit_merge_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["person.id"], name=op.f("fk_unit_merge_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_merge")),
    )
    op.create_index(op.f("ix_unit_merge_gone_id"), "unit_merge", ["gone_id"], unique=False)
    op.create_index(op.f("ix_unit_merge_kept_id"), "unit_merge", ["kept_id"], unique=False)
    op.create_table(
        "unit_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_unit_report_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["person.id"], name=op.f("fk_unit_report_noted_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_unit_report_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_report_unit_id")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_unit_report_withdrawn_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_report")),
    )
    op.create_index(op.f("ix_unit_report_round_id"), "unit_report", ["round_id"], unique=False)
    op.create_index(op.f("ix_unit_report_unit_id"), "unit_report", ["unit_id"], unique=False)
    op.create_index(
        "uq_unit_report_standing",
        "unit_report",
        ["round_id", "unit_id", "symbol"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "apart_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("first_key", sa.String(length=64), nullable=False),
        sa.Column("second_key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_apart_pair_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apart_pair")),
        sa.UniqueConstraint(
            "evaluation_id",
            "first_key",
            "second_key",
            name=op.f("uq_apart_pair_evaluation_id_first_key_second_key"),
        ),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("outline_code", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("match_key", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited", sa.Text(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("away", sa.Boolean(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edited_by_id"], ["person.id"], name=op.f("fk_statement_edited_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_statement_evaluation_id")
        ),
        sa.ForeignKeyConstraint(["into_id"], ["statement.id"], name=op.f("fk_statement_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "evaluation_id",
            "outline_code",
            "match_key",
            name=op.f("uq_statement_evaluation_id_outline_code_match_key"),
        ),
    )
    op.create_index(op.f("ix_statement_into_id"), "statement", ["into_id"], unique=False)
    op.create_table(
        "team_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_team_person_person_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_person_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_person")),
        sa.UniqueConstraint("team_id", "person_id", name=op.f("uq_team_person_team_id_person_id")),
    )
    op.create_index(op.f("ix_team_person_person_id"), "team_person", ["person_id"], unique=False)
    op.create_table(
        "unit_report_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_report_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_unit_report_file_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["person.id"], name=op.f("fk_unit_report_file_removed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_report_id"], ["unit_report.id"], name=op.f("fk_unit_report_file_unit_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_report_file")),
    )
    op.create_index(
        op.f("ix_unit_report_file_unit_report_id"),
        "unit_report_file",
        ["unit_report_id"],
        unique=False,
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("checklist_version_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("plan_reason", sa.Text(), nullable=False),
        sa.Column("travel", sa.Text(), nullable=False),
        sa.Column("first_scorer_id", sa.Integer(), nullable=True),
        sa.Column("second_scorer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "first_scorer_id <> second_scorer_id", name=op.f("ck_visit_two_scorers_are_two")
        ),
        sa.ForeignKeyConstraint(
            ["checklist_version_id"],
            ["checklist_version.id"],
            name=op.f("fk_visit_checklist_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["first_scorer_id"], ["person.id"], name=op.f("fk_visit_first_scorer_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_visit_round_id")),
        sa.ForeignKeyConstraint(
            ["second_scorer_id"], ["person.id"], name=op.f("fk_visit_second_scorer_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_visit_team_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_visit_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("key", name=op.f("uq_visit_key")),
        sa.UniqueConstraint("round_id", "unit_id", name=op.f("uq_visit_round_id_unit_id")),
    )
    op.create_index(op.f("ix_visit_team_id"), "visit", ["team_id"], unique=False)
    op.create_index(op.f("ix_visit_unit_id"), "visit", ["unit_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entries_seen", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_decision_made_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_decision_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("visit_id", "number", name=op.f("uq_decision_visit_id_number")),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=True),
        sa.Column("slot", sa.Uuid(), nullable=True),
        sa.Column("layer", sa.String(length=8), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skew", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_entry_author_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_entry_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("uuid", name=op.f("uq_entry_uuid")),
        sa.UniqueConstraint("visit_id", "number", name=op.f("uq_entry_visit_id_number")),
    )
    op.create_table(
        "held_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_held_entry_author_id")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_held_entry_settled_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_held_entry_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_entry")),
        sa.UniqueConstraint("sha256", "author_id", name=op.f("uq_held_entry_sha256_author_id")),
    )
    op.create_index(op.f("ix_held_entry_entry_id"), "held_entry", ["entry_id"], unique=False)
    op.create_index(op.f("ix_held_entry_visit_id"), "held_entry", ["visit_id"], unique=False)
    op.create_table(
        "layer_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(length=8), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["person.id"], name=op.f("fk_layer_score_given_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_layer_score_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer_score")),
        sa.UniqueConstraint(
            "visit_id",
            "layer",
            "item",
            "number",
            name=op.f("uq_layer_score_visit_id_layer_item_number"),
        ),
    )
    op.create_table(
        "photo_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_photo_use_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_use")),
        sa.UniqueConstraint("visit_id", "sha256", name=op.f("uq_photo_use_visit_id_sha256")),
    )
    op.create_index(op.f("ix_photo_use_sha256"), "photo_use", ["sha256"], unique=False)
    op.create_table(
        "plan_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("plan", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_plan_change_made_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_plan_change_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_change")),
    )
    op.create_index(op.f("ix_plan_change_visit_id"), "plan_change", ["visit_id"], unique=False)
    op.create_table(
        "reply_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_reply_answer_made_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_reply_answer_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_answer")),
        sa.UniqueConstraint(
            "visit_id", "reply", "number", name=op.f("uq_reply_answer_visit_id_reply_number")
        ),
    )
    op.create_table(
        "reply_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_reply_window_made_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_reply_window_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_window")),
        sa.UniqueConstraint("visit_id", "number", name=op.f("uq_reply_window_visit_id_number")),
    )
    op.create_table(
        "scorer_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=8), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["after_id"], ["person.id"], name=op.f("fk_scorer_change_after_id")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"], ["person.id"], name=op.f("fk_scorer_change_before_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_scorer_change_made_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_scorer_change_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorer_change")),
    )
    op.create_index(op.f("ix_scorer_change_visit_id"), "scorer_change", ["visit_id"], unique=False)
    op.create_table(
        "section_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(length=8), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_section_score_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_score")),
        sa.UniqueConstraint(
            "visit_id", "layer", "section", name=op.f("uq_section_score_visit_id_layer_section")
        ),
    )
    op.create_table(
        "statement_citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("unit_report_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_statement_citation_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_citation_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_report_id"],
            ["unit_report.id"],
            name=op.f("fk_statement_citation_unit_report_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_citation")),
        sa.UniqueConstraint(
            "statement_id",
            "unit_report_id",
            "place",
            name=op.f("uq_statement_citation_statement_id_unit_report_id_place"),
        ),
    )
    op.create_index(
        op.f("ix_statement_citation_unit_report_id"),
        "statement_citation",
        ["unit_report_id"],
        unique=False,
    )
    op.create_table(
        "unit_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_unit_link_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_unit_link_made_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unit_link_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_unit_link_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_unit_link_secret_hash")),
    )
    op.create_index(op.f("ix_unit_link_visit_id"), "unit_link", ["visit_id"], unique=False)
    op.create_table(
        "visit_log",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_log_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_log")),
    )
    op.create_table(
        "visit_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entries_seen", sa.Integer(), nullable=False),
        sa.Column("decisions_seen", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_look_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_look_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_look")),
        sa.UniqueConstraint("visit_id", "person_id", name=op.f("uq_visit_look_visit_id_person_id")),
    )
    op.create_table(
        "visit_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_visit_member_person_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_member_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_member")),
        sa.UniqueConstraint(
            "visit_id", "person_id", name=op.f("uq_visit_member_visit_id_person_id")
        ),
    )
    op.create_index(op.f("ix_visit_member_person_id"), "visit_member", ["person_id"], unique=False)
    op.create_table(
        "visit_progress",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("review", sa.String(length=16), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(length=8), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("scorable", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("handed", sa.Text(), nullable=False),
        sa.Column("returned", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("engine", sa.String(length=8), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_progress_visit_id")
        ),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_progress")),
    )
    op.create_table(
        "visit_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(length=8), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("scorable", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("engine", sa.String(length=8), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_score_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_score")),
        sa.UniqueConstraint("visit_id", "layer", name=op.f("uq_visit_score_visit_id_layer")),
    )
    op.create_table(
        "head",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_head_entry_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_head_visit_id")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_head")),
    )
    op.create_index("ix_head_visit_id_kind", "head", ["visit_id", "kind"], unique=False)
    op.create_table(
        "named_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_named_item_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_item")),
        sa.UniqueConstraint("decision_id", "item", name=op.f("uq_named_item_decision_id_item")),
    )
    op.create_index(op.f("ix_named_item_decision_id"), "named_item", ["decision_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("entries_seen", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=8), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_sha256"], ["sealed_content.sha256"], name=op.f("fk_report_content_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_report_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["sealed_by_id"], ["person.id"], name=op.f("fk_report_sealed_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_report_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_report_decision_id")),
        sa.UniqueConstraint("visit_id", "revision", name=op.f("uq_report_visit_id_revision")),
    )
    op.create_index(op.f("ix_report_content_sha256"), "report", ["content_sha256"], unique=False)
    op.create_table(
        "returned_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_returned_item_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_item")),
        sa.UniqueConstraint("decision_id", "item", name=op.f("uq_returned_item_decision_id_item")),
    )
    op.create_index(
        op.f("ix_returned_item_decision_id"), "returned_item", ["decision_id"], unique=False
    )
    op.create_table(
        "supersession",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("replaced", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_supersession_entry_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_supersession_visit_id")),
        sa.PrimaryKeyConstraint("entry_id", "replaced", name=op.f("pk_supersession")),
    )
    op.create_index(
        "ix_supersession_visit_id_replaced", "supersession", ["visit_id", "replaced"], unique=False
    )
    op.create_table(
        "evaluation_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_visit_evaluation_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_evaluation_visit_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_evaluation_visit_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_visit")),
        sa.UniqueConstraint(
            "evaluation_id", "visit_id", name=op.f("uq_evaluation_visit_evaluation_id_visit_id")
        ),
    )
    op.create_table(
        "sealed_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.Column("suffix", sa.String(length=4), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_sealed_file_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_file")),
        sa.UniqueConstraint(
            "report_id", "document", "suffix", name=op.f("uq_sealed_file_report_id_document_suffix")
        ),
    )
    op.create_table(
        "statement_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("seen_entry_id", sa.Integer(), nullable=True),
        sa.Column("settled_report_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_statement_source_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_statement_source_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_entry_id"], ["entry.id"], name=op.f("fk_statement_source_seen_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_report_id"], ["report.id"], name=op.f("fk_statement_source_settled_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_source_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_statement_source_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_source")),
        sa.UniqueConstraint(
            "statement_id", "entry_id", name=op.f("uq_statement_source_statement_id_entry_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("statement_source")
    op.drop_table("sealed_file")
    op.drop_table("evaluation_visit")
    op.drop_index("ix_supersession_visit_id_replaced", table_name="supersession")
    op.drop_table("supersession")
    op.drop_index(op.f("ix_returned_item_decision_id"), table_name="returned_item")
    op.drop_table("returned_item")
    op.drop_index(op.f("ix_report_content_sha256"), table_name="report")
    op.drop_table("report")
    op.drop_index(op.f("ix_named_item_decision_id"), table_name="named_item")
    op.drop_table("named_item")
    op.drop_index("ix_head_visit_id_kind", table_name="head")
    op.drop_table("head")
    op.drop_table("visit_score")
    op.drop_table("visit_progress")
    op.drop_index(op.f("ix_visit_member_person_id"), table_name="visit_member")
    op.drop_table("visit_member")
    op.drop_table("visit_look")
    op.drop_table("visit_log")
    op.drop_index(op.f("ix_unit_link_visit_id"), table_name="unit_link")
    op.drop_table("unit_link")
    op.drop_index(op.f("ix_statement_citation_unit_report_id"), table_name="statement_citation")
    op.drop_table("statement_citation")
    op.drop_table("section_score")
    op.drop_index(op.f("ix_scorer_change_visit_id"), table_name="scorer_change")
    op.drop_table("scorer_change")
    op.drop_table("reply_window")
    op.drop_table("reply_answer")
    op.drop_index(op.f("ix_plan_change_visit_id"), table_name="plan_change")
    op.drop_table("plan_change")
    op.drop_index(op.f("ix_photo_use_sha256"), table_name="photo_use")
    op.drop_table("photo_use")
    op.drop_table("layer_score")
    op.drop_index(op.f("ix_held_entry_visit_id"), table_name="held_entry")
    op.drop_index(op.f("ix_held_entry_entry_id"), table_name="held_entry")
    op.drop_table("held_entry")
    op.drop_table("entry")
    op.drop_table("decision")
    op.drop_index(op.f("ix_visit_unit_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_team_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_index(op.f("ix_unit_report_file_unit_report_id"), table_name="unit_report_file")
    op.drop_table("unit_report_file")
    op.drop_index(op.f("ix_team_person_person_id"), table_name="team_person")
    op.drop_table("team_person")
    op.drop_index(op.f("ix_statement_into_id"), table_name="statement")
    op.drop_table("statement")
    op.drop_table("apart_pair")
    op.drop_index(
        "uq_unit_report_standing",
        table_name="unit_report",
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_unit_report_unit_id"), table_name="unit_report")
    op.drop_index(op.f("ix_unit_report_round_id"), table_name="unit_report")
    op.drop_table("unit_report")
    op.drop_index(op.f("ix_unit_merge_kept_id"), table_name="unit_merge")
    op.drop_index(op.f("ix_unit_merge_gone_id"), table_name="unit_merge")
    op.drop_table("unit_merge")
    op.drop_index(op.f("ix_unit_alias_folded_name"), table_name="unit_alias")
    op.drop_table("unit_alias")
    op.drop_table("team")
    op.drop_table("target")
    op.drop_table("second_factor")
    op.drop_table("round_change")
    op.drop_table("rescue_parcel")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_recovery_code_person_id"), table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_table("photo")
    op.drop_table("outline_section")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_login_person_id"), table_name="login")
    op.drop_table("login")
    op.drop_index(op.f("ix_join_code_person_id"), table_name="join_code")
    op.drop_table("join_code")
    op.drop_index(op.f("ix_evaluation_change_statement_id"), table_name="evaluation_change")
    op.drop_index(op.f("ix_evaluation_change_round_id"), table_name="evaluation_change")
    op.drop_table("evaluation_change")
    op.drop_table("evaluation")
    op.drop_table("device_word")
    op.drop_table("checklist_item")
    op.drop_index(op.f("ix_unit_folded_name"), table_name="unit")
    op.drop_table("unit")
    op.drop_table("sealed_content")
    op.drop_table("round")
    op.drop_table("person")
    op.drop_table("epoch")
    op.drop_index(op.f("ix_checklist_version_content_hash"), table_name="checklist_version")
    op.drop_table("checklist_version")
    op.drop_index("ix_audit_row_subject_pinned", table_name="audit_row")
    op.drop_index(op.f("ix_audit_row_action"), table_name="audit_row")
    op.drop_table("audit_row")
    op.drop_table("audit_head")
