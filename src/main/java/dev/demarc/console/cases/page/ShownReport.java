package dev.demarc.console.cases.page;

import dev.demarc.casework.CaseFile;
import dev.demarc.formats.files.Attachment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One report of the case as its page shows it.
 *
 * @param place how many reports of the case are newer than it, plus one; 0 where it is not among
 *     the newest
 * @param newer the report received after it; null where none was
 * @param older the one received before it; null alike
 * @param text null where it cannot be read here
 * @param unreadable why there is no text; null where there is one
 */
public record ShownReport(
    CaseFile.ReportLine line,
    @Nullable String reporterName,
    int place,
    @Nullable UUID newer,
    @Nullable UUID older,
    @Nullable MarkedText text,
    List<Attachment> attachments,
    @Nullable String unreadable) {}
