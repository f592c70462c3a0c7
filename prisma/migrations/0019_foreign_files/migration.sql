-- CreateTable
CREATE TABLE "foreign_file" (
    "log_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,

    CONSTRAINT "foreign_file_pkey" PRIMARY KEY ("log_id","sha256")
);

-- CreateTable
CREATE TABLE "foreign_line_file" (
    "log_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "foreign_line_file_pkey" PRIMARY KEY ("log_id","seq","sha256")
);

-- CreateIndex
CREATE INDEX "foreign_line_file_log_id_sha256_idx" ON "foreign_line_file"("log_id", "sha256");

-- AddForeignKey
ALTER TABLE "foreign_file" ADD CONSTRAINT "foreign_file_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "foreign_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_line_file" ADD CONSTRAINT "foreign_line_file_log_id_seq_fkey" FOREIGN KEY ("log_id", "seq") REFERENCES "foreign_line"("log_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE foreign_file ADD CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE foreign_file ADD CHECK (size BETWEEN 1 AND 50000000);
ALTER TABLE foreign_line_file ADD CHECK (sha256 ~ '^[0-9a-f]{64}$');

-- Words of restricted lines never enter, so no file is known by them either.
CREATE TRIGGER foreign_line_file_is_open BEFORE INSERT ON foreign_line_file FOR EACH ROW EXECUTE FUNCTION app.refuse_restricted_words();

-- Nothing of a foreign log changes here: the same guard as on our own record.
CREATE TRIGGER foreign_file_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_file FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER foreign_line_file_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_line_file FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
