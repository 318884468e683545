package dev.demarc.http;

import static dev.demarc.http.EveryEndpointByRoleTest.Who.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.ConsoleSession;
import dev.demarc.DemarcTest;
import dev.demarc.access.Caller;
import dev.demarc.access.SessionCookie;
import dev.demarc.access.keys.ApiKeys;
import dev.demarc.http.Routes.Route;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks every endpoint as everybody there is: who gets in is what the table below says. */
@DemarcTest
class EveryEndpointByRoleTest {

  enum Who {
    /** Without a key or a session. */
    NOBODY,
    SUBMIT_KEY,
    READ_KEY,
    WORK_KEY,
    ADMINISTER_KEY,
    /** Works the cases of one queue. */
    LIMITED_KEY,
    LIMITED_ANALYST,
    ANALYST,
    LEAD,
    AUDITOR,
    ADMINISTRATOR;

    boolean isKey() {
      return name().endsWith("_KEY");
    }
  }

  /** Which callers a kind of endpoint lets in. */
  private static final Map<String, Set<Who>> LETS_IN =
      Map.ofEntries(
          Map.entry("public", Set.of(Who.values())),
          Map.entry("sends", Set.of(SUBMIT_KEY, ADMINISTER_KEY)),
          Map.entry(
              "reads own", Set.of(SUBMIT_KEY, READ_KEY, WORK_KEY, LIMITED_KEY, ADMINISTER_KEY)),
          Map.entry(
              "reads",
              Set.of(
                  READ_KEY,
                  WORK_KEY,
                  LIMITED_KEY,
                  ADMINISTER_KEY,
                  LIMITED_ANALYST,
                  ANALYST,
                  LEAD,
                  AUDITOR,
                  ADMINISTRATOR)),
          Map.entry(
              "reads all",
              Set.of(READ_KEY, WORK_KEY, ADMINISTER_KEY, ANALYST, LEAD, AUDITOR, ADMINISTRATOR)),
          Map.entry(
              "works",
              Set.of(
                  WORK_KEY,
                  LIMITED_KEY,
                  ADMINISTER_KEY,
                  LIMITED_ANALYST,
                  ANALYST,
                  LEAD,
                  ADMINISTRATOR)),
          Map.entry("works all", Set.of(WORK_KEY, ADMINISTER_KEY, ANALYST, LEAD, ADMINISTRATOR)),
          Map.entry("leads", Set.of(WORK_KEY, LIMITED_KEY, ADMINISTER_KEY, LEAD, ADMINISTRATOR)),
          Map.entry("audits", Set.of(ADMINISTER_KEY, AUDITOR, ADMINISTRATOR)),
          Map.entry("administers", Set.of(ADMINISTER_KEY, ADMINISTRATOR)),
          Map.entry("account", Set.of(LIMITED_ANALYST, ANALYST, LEAD, AUDITOR, ADMINISTRATOR)));

  /** A new endpoint is added here, with who may call it. */
  private static final String TABLE =
      """
      DELETE /api/v1/absences/{id}                          leads
      DELETE /api/v1/business-calendars/{slug}              administers
      DELETE /api/v1/cases/merges/{id}                      works
      DELETE /api/v1/cases/{key}/changes/{id}               works
      DELETE /api/v1/cases/{key}/closure                    works
      DELETE /api/v1/cases/{key}/extension-request          works
      DELETE /api/v1/cases/{key}/links/{id}                 works
      DELETE /api/v1/cases/{key}/merge                      works
      DELETE /api/v1/cases/{key}/participants/{address}     works
      DELETE /api/v1/cases/{key}/playbook/steps/{step}/tick  works
      DELETE /api/v1/cases/{key}/snooze                     works
      DELETE /api/v1/cases/{key}/splits/{other}             works
      DELETE /api/v1/cases/{key}/time/{id}                  works
      DELETE /api/v1/change-batches/{id}                    works
      DELETE /api/v1/clock-policies/{slug}                  administers
      DELETE /api/v1/correlation-rules/{category}           administers
      DELETE /api/v1/csv-mappings/{name}                    works
      DELETE /api/v1/inventory/resolvers/{id}               administers
      DELETE /api/v1/inventory/{id}                         administers
      DELETE /api/v1/keys/{id}                              administers
      DELETE /api/v1/mailboxes/{id}                         administers
      DELETE /api/v1/opening-rules/{category}               administers
      DELETE /api/v1/outcomes/{slug}                        administers
      DELETE /api/v1/playbooks/{slug}                       administers
      DELETE /api/v1/policies/in-force                      administers
      DELETE /api/v1/policies/{id}                          administers
      DELETE /api/v1/policies/{id}/replays/latest           administers
      DELETE /api/v1/queues/{slug}                          administers
      DELETE /api/v1/quiet-rules/{category}                 administers
      DELETE /api/v1/recurrence-rules/{category}/{outcome}  administers
      DELETE /api/v1/reply-templates/{slug}                 administers
      DELETE /api/v1/routing/versions/in-force              administers
      DELETE /api/v1/routing/versions/{id}                  administers
      DELETE /api/v1/routing/versions/{id}/replays/latest   administers
      DELETE /api/v1/sns-topics/{id}                        administers
      DELETE /api/v1/views/{id}                             works
      GET /                                                 reads
      GET /api/v1/absences                                  reads
      GET /api/v1/audit                                     audits
      GET /api/v1/business-calendars                        reads
      GET /api/v1/business-calendars/{slug}                 reads
      GET /api/v1/business-calendars/{slug}/end             reads
      GET /api/v1/cases                                     reads
      GET /api/v1/cases/changes                             reads
      GET /api/v1/cases/export                              reads
      GET /api/v1/cases/{key}                               reads
      GET /api/v1/cases/{key}/changes                       reads
      GET /api/v1/cases/{key}/clocks                        reads
      GET /api/v1/cases/{key}/countermeasures               reads
      GET /api/v1/cases/{key}/indicators                    reads
      GET /api/v1/cases/{key}/links                         reads
      GET /api/v1/cases/{key}/merge-suggestions             reads
      GET /api/v1/cases/{key}/participants                  reads
      GET /api/v1/cases/{key}/playbook                      reads
      GET /api/v1/cases/{key}/playbook/steps/{step}/message  reads
      GET /api/v1/cases/{key}/presence                      reads
      GET /api/v1/cases/{key}/reply-files                   reads
      GET /api/v1/cases/{key}/reply-files/{id}              reads
      GET /api/v1/cases/{key}/reply-templates               reads
      GET /api/v1/cases/{key}/reports                       reads
      GET /api/v1/cases/{key}/routing                       reads
      GET /api/v1/cases/{key}/time                          reads
      GET /api/v1/cases/{key}/timeline                      reads
      GET /api/v1/clock-policies                            reads
      GET /api/v1/clock-policies/changes                    reads
      GET /api/v1/clock-policies/choice                     reads
      GET /api/v1/clock-policies/{slug}                     reads
      GET /api/v1/correlation-rules                         reads
      GET /api/v1/correlation-rules/changes                 reads
      GET /api/v1/csv-mappings                              reads
      GET /api/v1/csv-mappings/{name}                       reads
      GET /api/v1/history                                   reads
      GET /api/v1/inventory                                 reads all
      GET /api/v1/inventory/holders                         reads all
      GET /api/v1/inventory/resolvers                       reads all
      GET /api/v1/inventory/unowned                         reads all
      GET /api/v1/keys                                      audits
      GET /api/v1/keys/{id}                                 audits
      GET /api/v1/mailboxes                                 audits
      GET /api/v1/mailboxes/{id}                            audits
      GET /api/v1/opening-rules                             reads
      GET /api/v1/outbox                                    reads
      GET /api/v1/outcomes                                  reads
      GET /api/v1/playbooks                                 reads
      GET /api/v1/playbooks/{slug}                          reads
      GET /api/v1/playbooks/{slug}/versions                 reads
      GET /api/v1/playbooks/{slug}/versions/{version}       reads
      GET /api/v1/policies                                  reads
      GET /api/v1/policies/in-force                         reads
      GET /api/v1/policies/timeline                         reads
      GET /api/v1/policies/{id}                             reads
      GET /api/v1/policies/{id}/matrix                      reads
      GET /api/v1/policies/{id}/replays/latest              reads all
      GET /api/v1/policies/{id}/replays/latest/moves        reads all
      GET /api/v1/queues                                    reads
      GET /api/v1/queues/load                               reads
      GET /api/v1/queues/{slug}                             reads
      GET /api/v1/quiet-rules                               reads
      GET /api/v1/recurrence-rules                          reads
      GET /api/v1/recurrence-rules/changes                  reads
      GET /api/v1/reply-templates                           reads
      GET /api/v1/reply-templates/{slug}                    reads
      GET /api/v1/reply-templates/{slug}/versions           reads
      GET /api/v1/reply-templates/{slug}/versions/{version}  reads
      GET /api/v1/reports/{id}                              reads own
      GET /api/v1/reports/{id}/attachments/{index}          reads own
      GET /api/v1/reports/{id}/attachments/{index}/listing  reads own
      GET /api/v1/reports/{id}/raw                          reads own
      GET /api/v1/responsibility                            reads own
      GET /api/v1/responsibility/{service}                  reads own
      GET /api/v1/retention                                 audits
      GET /api/v1/retention/{kind}/effect                   audits
      GET /api/v1/routing/trials                            reads all
      GET /api/v1/routing/versions                          reads all
      GET /api/v1/routing/versions/changes                  reads all
      GET /api/v1/routing/versions/in-force                 reads all
      GET /api/v1/routing/versions/{id}                     reads all
      GET /api/v1/routing/versions/{id}/replays/latest      reads all
      GET /api/v1/routing/versions/{id}/replays/latest/moves  reads all
      GET /api/v1/sender-things                             administers
      GET /api/v1/set-aside-reports                         reads all
      GET /api/v1/sns-topics                                audits
      GET /api/v1/stuck-reports                             reads all
      GET /api/v1/text-models                               reads
      GET /api/v1/timeline-verification                     audits
      GET /api/v1/views                                     reads
      GET /api/v1/views/{id}                                reads
      GET /api/v1/waiting-reports                           reads
      GET /cases/{key}                                      reads
      GET /cases/{key}/all/indicators                       reads
      GET /cases/{key}/all/reports                          reads
      GET /cases/{key}/csv/indicators                       reads
      GET /cases/{key}/csv/reports                          reads
      GET /cases/{key}/history                              reads
      GET /cases/{key}/presence                             reads
      GET /cases/{key}/reply-files/{id}                     reads
      GET /cases/{key}/sheet                                reads
      GET /export                                           reads
      GET /filter-suggestions                               reads
      GET /history                                          reads
      GET /insights                                         reads
      GET /insights/{name}.csv                              reads
      GET /inventory                                        reads all
      GET /inventory/resolvers                              reads all
      GET /inventory/unowned                                reads all
      GET /live                                             reads
      GET /outbox                                           reads
      GET /outbox/{id}                                      reads
      GET /palette                                          reads
      GET /report-abuse                                     public
      GET /report-abuse/proof/{secret}                      public
      GET /report-abuse/{token}                             public
      GET /reports/new                                      reads
      GET /reports/waiting                                  reads
      GET /reports/{id}                                     reads
      GET /reports/{id}/attachments/{index}                 reads
      GET /reports/{id}/attachments/{index}/listing         reads
      GET /reports/{id}/raw                                 reads
      GET /responsibility                                   reads
      GET /responsibility/policies                          reads
      GET /responsibility/policies/{id}                     reads all
      GET /responsibility/table                             reads
      GET /routing                                          reads all
      GET /routing/queues                                   reads
      GET /routing/versions/{id}                            reads all
      GET /set-aside                                        reads all
      GET /settings                                         reads
      GET /settings/account                                 account
      GET /settings/account/second-factor                   account
      GET /settings/audit                                   audits
      GET /settings/case-rules                              reads
      GET /settings/clocks                                  reads
      GET /settings/clocks/calendars/{slug}                 reads
      GET /settings/clocks/policies/{slug}                  reads
      GET /settings/correlation                             reads
      GET /settings/csv-mappings                            reads
      GET /settings/keys                                    audits
      GET /settings/keys/{id}                               audits
      GET /settings/mailboxes                               audits
      GET /settings/mailboxes/{id}                          audits
      GET /settings/outcomes                                reads
      GET /settings/people                                  audits
      GET /settings/people/{username}                       audits
      GET /settings/playbooks                               reads
      GET /settings/playbooks/{slug}                        reads
      GET /settings/public-form                             audits
      GET /settings/retention                               audits
      GET /settings/retention/{slug}                        audits
      GET /settings/samples                                 administers
      GET /settings/sns                                     audits
      GET /settings/templates                               reads
      GET /settings/templates/{slug}                        reads
      GET /settings/timelines                               audits
      GET /sign-in                                          public
      GET /sign-in/oidc                                     public
      GET /sign-in/oidc/end                                 public
      GET /sign-in/second-factor                            public
      GET /stuck                                            reads all
      GET /v1/abuse/{reportId}                              reads own
      GET /v1/abusestatuses                                 reads own
      GET /views                                            reads
      GET /work-items/effect                                reads
      GET /work-items/runs/{id}                             reads
      PATCH /api/v1/cases/{key}/countermeasures/{id}        works
      PATCH /api/v1/cases/{key}/work-items/{side}           works
      PATCH /api/v1/inventory/resolvers/{id}                administers
      PATCH /api/v1/keys/{id}                               administers
      PATCH /api/v1/mailboxes/{id}                          administers
      PATCH /api/v1/queues/{slug}                           administers
      PATCH /api/v1/sns-topics/{id}                         administers
      POST /api/v1/absences                                 leads
      POST /api/v1/assessments                              sends
      POST /api/v1/cases/merges                             works
      POST /api/v1/cases/merges/preview                     works
      POST /api/v1/cases/{key}/answers                      works
      POST /api/v1/cases/{key}/assessments                  works
      POST /api/v1/cases/{key}/clocks/{id}/completion       works
      POST /api/v1/cases/{key}/closure                      works
      POST /api/v1/cases/{key}/countermeasures              works
      POST /api/v1/cases/{key}/enforcement                  works
      POST /api/v1/cases/{key}/links                        works
      POST /api/v1/cases/{key}/merge                        works
      POST /api/v1/cases/{key}/notes                        works
      POST /api/v1/cases/{key}/participants                 works
      POST /api/v1/cases/{key}/playbook/steps/{step}/message  works
      POST /api/v1/cases/{key}/playbook/steps/{step}/transition  works
      POST /api/v1/cases/{key}/received-answers             works
      POST /api/v1/cases/{key}/reports                      works
      POST /api/v1/cases/{key}/reports/{id}/acceptance      works
      POST /api/v1/cases/{key}/splits                       works
      POST /api/v1/cases/{key}/time                         works
      POST /api/v1/inventory                                administers
      POST /api/v1/inventory/imports                        administers
      POST /api/v1/inventory/resolvers                      administers
      POST /api/v1/inventory/resolvers/{id}/trials          administers
      POST /api/v1/keys                                     administers
      POST /api/v1/keys/{id}/secrets                        administers
      POST /api/v1/mailboxes                                administers
      POST /api/v1/mailboxes/{id}/checks                    administers
      POST /api/v1/outbox/{id}/retry                        works
      POST /api/v1/playbooks/{slug}/preview                 administers
      POST /api/v1/policies                                 administers
      POST /api/v1/policies/{id}/activation                 administers
      POST /api/v1/policies/{id}/replays                    administers
      POST /api/v1/queues                                   administers
      POST /api/v1/replies                                  works
      POST /api/v1/replies/previews                         works
      POST /api/v1/reports                                  sends
      POST /api/v1/routing/trials                           works all
      POST /api/v1/routing/versions                         administers
      POST /api/v1/routing/versions/{id}/activation         administers
      POST /api/v1/routing/versions/{id}/replays            administers
      POST /api/v1/sns                                      public
      POST /api/v1/stuck-reports/{id}/retry                 works all
      POST /api/v1/text-models                              administers
      POST /api/v1/views                                    works
      POST /api/v1/waiting-reports/{id}/case                works
      POST /cases/{key}/acceptance                          works
      POST /cases/{key}/answers                             works
      POST /cases/{key}/assessments                         works
      POST /cases/{key}/awareness                           works
      POST /cases/{key}/changes/{id}/undo                   works
      POST /cases/{key}/clock-completion                    works
      POST /cases/{key}/clocks/{side}                       leads
      POST /cases/{key}/closure                             works
      POST /cases/{key}/countermeasures                     works
      POST /cases/{key}/countermeasures/{id}                works
      POST /cases/{key}/drafts/{tab}                        works
      POST /cases/{key}/enforcement                         works
      POST /cases/{key}/extension-request                   works
      POST /cases/{key}/links                               works
      POST /cases/{key}/links/{id}/removal                  works
      POST /cases/{key}/merge                               works
      POST /cases/{key}/merge/undo                          works
      POST /cases/{key}/notes                               works
      POST /cases/{key}/playbook                            works
      POST /cases/{key}/playbook/steps/{step}               works
      POST /cases/{key}/presence                            works
      POST /cases/{key}/received-answers                    works
      POST /cases/{key}/reopening                           works
      POST /cases/{key}/reply-files                         works
      POST /cases/{key}/reply-files/removal                 works
      POST /cases/{key}/snooze                              works
      POST /cases/{key}/snooze/end                          works
      POST /cases/{key}/splits                              works
      POST /cases/{key}/splits/undo                         works
      POST /cases/{key}/time                                works
      POST /cases/{key}/tlp                                 leads
      POST /cases/{key}/work-items/{side}                   works
      POST /change-batches/{id}/undo                        works
      POST /inventory                                       administers
      POST /inventory/imports                               administers
      POST /inventory/resolvers                             administers
      POST /inventory/resolvers/{id}/removal                administers
      POST /inventory/resolvers/{id}/switch                 administers
      POST /inventory/resolvers/{id}/trial                  administers
      POST /inventory/{id}/removal                          administers
      POST /merges                                          works
      POST /merges/preview                                  works
      POST /merges/{id}/undo                                works
      POST /outbox/{id}/retry                               works
      POST /preferences/columns                             account
      POST /preferences/keys                                account
      POST /replies                                         works
      POST /replies/preview                                 works
      POST /report-abuse                                    public
      POST /report-abuse/proof/{secret}                     public
      POST /report-abuse/{token}/files                      public
      POST /report-abuse/{token}/messages                   public
      POST /report-abuse/{token}/proof                      public
      POST /reports/new                                     works
      POST /reports/new/trial                               works
      POST /reports/waiting/{id}/case                       works
      POST /responsibility                                  works
      POST /responsibility/policies                         administers
      POST /responsibility/policies/models                  administers
      POST /responsibility/policies/undo                    administers
      POST /responsibility/policies/{id}                    administers
      POST /responsibility/policies/{id}/activation         administers
      POST /responsibility/policies/{id}/cancel             administers
      POST /responsibility/policies/{id}/removal            administers
      POST /responsibility/policies/{id}/replay             administers
      POST /routing/absences                                leads
      POST /routing/absences/{id}/removal                   leads
      POST /routing/queues                                  administers
      POST /routing/queues/{slug}                           administers
      POST /routing/queues/{slug}/members                   administers
      POST /routing/queues/{slug}/removal                   administers
      POST /routing/trials                                  works all
      POST /routing/undo                                    administers
      POST /routing/versions                                administers
      POST /routing/versions/{id}                           administers
      POST /routing/versions/{id}/activation                administers
      POST /routing/versions/{id}/cancel                    administers
      POST /routing/versions/{id}/removal                   administers
      POST /routing/versions/{id}/replay                    administers
      POST /samples                                         works all
      POST /set-aside/{id}/case                             works all
      POST /settings/account/password                       account
      POST /settings/account/second-factor                  account
      POST /settings/account/second-factor/confirmation     account
      POST /settings/account/second-factor/recovery-codes   account
      POST /settings/account/second-factor/removal          account
      POST /settings/account/sessions/{id}/end              account
      POST /settings/case-rules/opening                     administers
      POST /settings/case-rules/opening/{category}/removal  administers
      POST /settings/case-rules/quiet                       administers
      POST /settings/case-rules/quiet/{category}/removal    administers
      POST /settings/case-rules/recurrence                  administers
      POST /settings/case-rules/recurrence/{category}/{outcome}/removal  administers
      POST /settings/clocks/calendars/{slug}                administers
      POST /settings/clocks/calendars/{slug}/removal        administers
      POST /settings/clocks/policies/{slug}                 administers
      POST /settings/clocks/policies/{slug}/removal         administers
      POST /settings/correlation                            administers
      POST /settings/correlation/things                     administers
      POST /settings/correlation/{category}/removal         administers
      POST /settings/csv-mappings                           works
      POST /settings/csv-mappings/{name}/removal            works
      POST /settings/keys                                   administers
      POST /settings/keys/{id}                              administers
      POST /settings/keys/{id}/revocation                   administers
      POST /settings/keys/{id}/secrets                      administers
      POST /settings/mailboxes                              administers
      POST /settings/mailboxes/{id}                         administers
      POST /settings/mailboxes/{id}/check                   administers
      POST /settings/mailboxes/{id}/removal                 administers
      POST /settings/mailboxes/{id}/switch                  administers
      POST /settings/outcomes                               administers
      POST /settings/outcomes/{slug}/removal                administers
      POST /settings/people                                 administers
      POST /settings/people/{username}/deactivation         administers
      POST /settings/people/{username}/password             administers
      POST /settings/people/{username}/reactivation         administers
      POST /settings/people/{username}/role                 administers
      POST /settings/people/{username}/second-factor/removal  administers
      POST /settings/people/{username}/sessions/{id}/end    administers
      POST /settings/people/{username}/sight                administers
      POST /settings/playbooks/{slug}                       administers
      POST /settings/playbooks/{slug}/removal               administers
      POST /settings/public-form                            administers
      POST /settings/queues/{slug}                          administers
      POST /settings/retention/{slug}                       administers
      POST /settings/samples                                administers
      POST /settings/sns/{id}/approval                      administers
      POST /settings/sns/{id}/refusal                       administers
      POST /settings/sns/{id}/removal                       administers
      POST /settings/templates/{slug}                       administers
      POST /settings/templates/{slug}/removal               administers
      POST /sign-in                                         public
      POST /sign-in/second-factor                           public
      POST /sign-out                                        public
      POST /stuck/{id}/retry                                works all
      POST /v1/abuse                                        sends
      POST /views                                           works
      POST /views/{id}                                      works
      POST /views/{id}/removal                              works
      POST /work-items                                      works
      POST /work-items/runs/{id}                            works
      PUT /api/v1/business-calendars/{slug}                 administers
      PUT /api/v1/cases/{key}/awareness                     works
      PUT /api/v1/cases/{key}/extension-request             works
      PUT /api/v1/cases/{key}/playbook                      works
      PUT /api/v1/cases/{key}/playbook/steps/{step}/tick    works
      PUT /api/v1/cases/{key}/presence                      works
      PUT /api/v1/cases/{key}/snooze                        works
      PUT /api/v1/cases/{key}/tlp                           leads
      PUT /api/v1/clock-policies/{slug}                     administers
      PUT /api/v1/correlation-rules/{category}              administers
      PUT /api/v1/csv-mappings/{name}                       works
      PUT /api/v1/opening-rules/{category}                  administers
      PUT /api/v1/outcomes/{slug}                           administers
      PUT /api/v1/playbooks/{slug}                          administers
      PUT /api/v1/policies/{id}                             administers
      PUT /api/v1/queues/{slug}/members                     administers
      PUT /api/v1/quiet-rules/{category}                    administers
      PUT /api/v1/recurrence-rules/{category}/{outcome}     administers
      PUT /api/v1/reply-templates/{slug}                    administers
      PUT /api/v1/retention/{kind}                          administers
      PUT /api/v1/routing/versions/{id}                     administers
      PUT /api/v1/sender-things                             administers
      PUT /api/v1/views/{id}                                works
      """;

  /** These act on nothing more than being called, or refuse for other reasons. */
  private static final Set<String> ONLY_REFUSED =
      Set.of(
          "POST /sign-in",
          "GET /sign-in/oidc",
          "GET /sign-in/oidc/end",
          "GET /sign-in/second-factor",
          "POST /sign-in/second-factor",
          "POST /sign-out",
          "POST /api/v1/sns",
          "GET /report-abuse",
          "GET /report-abuse/{token}",
          "POST /report-abuse",
          "GET /report-abuse/proof/{secret}",
          "POST /report-abuse/proof/{secret}",
          "POST /report-abuse/{token}/proof",
          "POST /report-abuse/{token}/files",
          "POST /report-abuse/{token}/messages",
          "POST /samples",
          "DELETE /api/v1/policies/in-force",
          "DELETE /api/v1/routing/versions/in-force",
          "POST /responsibility/policies/undo",
          "POST /routing/undo");

  private static final String ONE_QUEUE = "customer-security";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Inject ApiKeys keys;

  private final Map<Who, String> secrets = new EnumMap<>(Who.class);
  private final Map<Who, ConsoleSession> sessions = new EnumMap<>(Who.class);

  @BeforeEach
  void sign_everybody_in() {
    for (var who : Who.values()) {
      if (who.isKey()) {
        var scope = who == LIMITED_KEY ? "work" : who.name().replace("_KEY", "").toLowerCase();
        var name = scope + "-" + UUID.randomUUID();
        var queues = who == LIMITED_KEY ? List.of(ONE_QUEUE) : null;
        var wanted = new ApiKeys.Wanted(name, List.of(scope), List.of(), null, queues, null);
        secrets.put(who, keys.create(wanted, Caller.SYSTEM).secret());
      } else if (who != NOBODY) {
        var session =
            who == LIMITED_ANALYST
                ? ConsoleSession.ofNewPerson("analyst", ONE_QUEUE)
                : ConsoleSession.ofNewPerson(who.name().toLowerCase());
        sessions.put(who, session);
      }
    }
  }

  private static Map<String, String> table() {
    var kinds = new LinkedHashMap<String, String>();
    for (var line : TABLE.strip().split("\n")) {
      int kind = line.indexOf("  ");
      kinds.put(line.substring(0, kind), line.substring(kind).trim());
    }
    return kinds;
  }

  @Test
  void the_table_names_every_endpoint_and_no_other() {
    assertThat(new TreeSet<>(table().keySet()))
        .isEqualTo(
            Routes.all().stream()
                .map(Route::toString)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void every_endpoint_lets_in_whom_the_table_says_and_nobody_else() throws Exception {
    var wrong = new ArrayList<String>();
    var table = table();
    for (var route : Routes.all()) {
      var letsIn = LETS_IN.get(table.get(route.toString()));
      for (var who : Who.values()) {
        if (who != NOBODY && who.isKey() == route.isConsole()) {
          continue; // the API takes no session and the console no key: another test's
        }
        if (letsIn.contains(who) && ONLY_REFUSED.contains(route.toString())) {
          continue;
        }
        var answer = call(route, who);
        if (isRefused(answer, who) == letsIn.contains(who)) {
          wrong.add(answer.statusCode() + " " + route + " as " + who);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isRefused(HttpResponse<?> answer, Who who) {
    return answer.statusCode() == 403
        || who == NOBODY
            && (answer.statusCode() == 401
                || answer.statusCode() == 303
                    && answer.headers().firstValue("Location").orElse("").contains("/sign-in"));
  }

  private HttpResponse<Void> call(Route route, Who who) throws Exception {
    var path = route.with(name -> name.equals("side") ? "customer" : UUID.randomUUID().toString());
    var request =
        HttpRequest.newBuilder(URI.create("http://" + RawHttp.host() + path))
            .timeout(Duration.ofSeconds(20));
    if (route.changesSomething()) {
      request
          .header("Content-Type", type(route))
          .method(route.verb(), BodyPublishers.ofString(route.isConsole() ? "" : "null"));
    }
    if (secrets.containsKey(who)) {
      request.header("Authorization", "Bearer " + secrets.get(who));
    } else if (sessions.containsKey(who)) {
      request
          .header("Cookie", SessionCookie.NAME + "=" + sessions.get(who).cookie())
          .header("X-CSRF-Token", sessions.get(who).csrf());
    }
    return HTTP.send(request.build(), BodyHandlers.discarding());
  }

  private static String type(Route route) {
    if (route.isConsole()) {
      return "application/x-www-form-urlencoded";
    }
    return Arrays.asList(route.method(), route.method().getDeclaringClass()).stream()
        .map(declared -> declared.getAnnotation(Consumes.class))
        .filter(consumes -> consumes != null && !consumes.value()[0].contains("*"))
        .findFirst()
        .map(consumes -> consumes.value()[0])
        .orElse("application/json");
  }
}
