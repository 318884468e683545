package dev.demarc.formats.reader;

import dev.demarc.formats.MalformedReport;
import dev.demarc.formats.OpenedSubmission;
import dev.demarc.formats.ParsedReport;
import dev.demarc.formats.ReportFormat;
import dev.demarc.formats.Submission;
import dev.demarc.formats.UnreadableReport;
import dev.demarc.formats.aws.AccessAnalyzerFinding;
import dev.demarc.formats.aws.AwsEvent;
import dev.demarc.formats.aws.AwsNotice;
import dev.demarc.formats.aws.GuardDutyFinding;
import dev.demarc.formats.aws.HealthEvent;
import dev.demarc.formats.aws.InspectorFinding;
import dev.demarc.formats.aws.MacieFinding;
import dev.demarc.formats.aws.OcsfFinding;
import dev.demarc.formats.aws.SecurityHubFinding;
import dev.demarc.formats.aws.SnsMessage;
import dev.demarc.formats.aws.TopicMail;
import dev.demarc.formats.documents.JsonDocument;
import dev.demarc.formats.documents.XmlDocument;
import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.formats.form.AbuseIpDbAnswer;
import dev.demarc.formats.form.CsvReport;
import dev.demarc.formats.form.DemarcForm;
import dev.demarc.formats.form.MultipartForm;
import dev.demarc.formats.form.ProwlerCsv;
import dev.demarc.formats.intel.MispEvent;
import dev.demarc.formats.intel.StixBundle;
import dev.demarc.formats.mail.AcnsMail;
import dev.demarc.formats.mail.AggregateFile;
import dev.demarc.formats.mail.ArfMail;
import dev.demarc.formats.mail.BanMail;
import dev.demarc.formats.mail.DmarcMail;
import dev.demarc.formats.mail.JmrpMail;
import dev.demarc.formats.mail.PlainMail;
import dev.demarc.formats.mail.SafeBrowsingMail;
import dev.demarc.formats.mail.ShadowserverMail;
import dev.demarc.formats.mail.SpamCopMail;
import dev.demarc.formats.mail.TlsReportMail;
import dev.demarc.formats.xarf.AbuseSignal;
import dev.demarc.formats.xarf.LegacyXarfMail;
import dev.demarc.formats.xarf.XarfMail;
import dev.demarc.formats.xarf.XarfV3;
import dev.demarc.formats.xarf.XarfV4;
import dev.demarc.shared.Category;
import java.util.List;

/** Finds the format of a submission and reads it. Thread-safe and pure. */
public final class FormatReader {

  /** JSON that says by itself what it is, wherever it stands. */
  private static final List<ReportFormat> JSON_REPORTS =
      List.of(
          new XarfV4(),
          new XarfV3(),
          new MacieFinding(),
          new GuardDutyFinding(),
          new SecurityHubFinding(),
          new HealthEvent(),
          new InspectorFinding(),
          new AccessAnalyzerFinding(),
          new OcsfFinding(),
          new AbuseIpDbAnswer(),
          new StixBundle(),
          new MispEvent());

  /** The first that recognises a submission reads it, so the narrower come first. */
  static final List<ReportFormat> FORMATS =
      List.of(
          new AbuseSignal(),
          new XarfV4(),
          new XarfV3(),
          new XarfMail(),
          new ArfMail(),
          new LegacyXarfMail(),
          new JmrpMail(),
          new TlsReportMail(),
          new DmarcMail(),
          new TopicMail(submission -> new FormatReader().read(submission)),
          new ShadowserverMail(),
          new SafeBrowsingMail(),
          new SpamCopMail(),
          new AcnsMail(),
          new AwsNotice(),
          new BanMail(),
          new PlainMail(),
          new XmlDocument(),
          new AggregateFile(),
          new MacieFinding(),
          new GuardDutyFinding(),
          new SecurityHubFinding(),
          new HealthEvent(),
          new InspectorFinding(),
          new AccessAnalyzerFinding(),
          new OcsfFinding(),
          new AbuseIpDbAnswer(),
          new StixBundle(),
          new MispEvent(),
          new SnsMessage(),
          new AwsEvent(),
          new MultipartForm(),
          new ProwlerCsv(),
          new CsvReport(),
          new JsonDocument(JSON_REPORTS, DemarcForm::isPlainlyAnother),
          new DemarcForm(),
          new PlainText());

  private static final ReportFormat LAST = new PlainText();

  /**
   * Reads any bytes: an unknown format becomes {@code text} for people.
   *
   * @throws UnreadableReport for a body that says it is JSON and is not
   * @throws MalformedReport for a JSON submission that breaks its form's rules
   */
  public ParsedReport read(Submission submission) {
    var opened = OpenedSubmission.of(submission);
    try {
      return formatOf(opened).read(opened);
    } catch (MalformedReport e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return PlainText.unreadable(opened, e);
    }
  }

  /**
   * Reads what is stored already, when nobody waits who could mend it: a report that breaks the
   * rules of its format is read as text, and its problems say which.
   */
  public ParsedReport readStored(Submission submission) {
    try {
      return read(submission);
    } catch (MalformedReport malformed) {
      return PlainText.malformed(OpenedSubmission.ofJson(submission, null), malformed);
    }
  }

  /** In the order of what {@link #read} lists, and nothing that it does not list. */
  public List<EvidenceFile> evidence(Submission submission) {
    try {
      var opened = OpenedSubmission.of(submission);
      var format = formatOf(opened);
      boolean heldBack = format.read(opened).category() == Category.CHILD_ABUSE;
      return heldBack ? List.of() : format.evidence(opened);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(); // as PlainText.unreadable lists none
    }
  }

  static ReportFormat formatOf(OpenedSubmission opened) {
    return FORMATS.stream().filter(f -> f.recognises(opened)).findFirst().orElse(LAST);
  }
}
