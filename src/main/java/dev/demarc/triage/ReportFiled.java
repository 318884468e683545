package dev.demarc.triage;

/**
 * A report has been filed; told within its transaction, for those who wait for the commit.
 *
 * @param setAside whether it is filed without a case
 */
public record ReportFiled(boolean setAside) {}
