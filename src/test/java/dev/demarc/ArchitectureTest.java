package dev.demarc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who may use whom: the rooms of the house. */
@AnalyzeClasses(packages = "dev.demarc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule shared_uses_no_feature =
      noClasses()
          .that()
          .resideInAPackage("dev.demarc.shared..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.demarc..")
                  .and(not(resideInAnyPackage("dev.demarc.shared.."))))
          .because("what everyone uses can use no one");

  @ArchTest static final ArchRule intake_uses_shared = mayUse("intake", "shared");
  @ArchTest static final ArchRule formats_use_shared = mayUse("formats", "shared");

  @ArchTest
  static final ArchRule responsibility_uses_formats = mayUse("responsibility", "shared", "formats");

  @ArchTest
  static final ArchRule routing_uses_responsibility =
      mayUse("routing", "shared", "responsibility", "access");

  @ArchTest static final ArchRule ownership_uses_shared = mayUse("ownership", "shared", "access");

  @ArchTest
  static final ArchRule queues_are_seen_with_their_work =
      mayUse("queues", "shared", "access", "responsibility", "routing", "casework");

  @ArchTest
  static final ArchRule inventory_uses_shared = mayUse("inventory", "shared", "access", "outbound");

  @ArchTest static final ArchRule notification_uses_shared = mayUse("notification", "shared");

  @ArchTest
  static final ArchRule retention_uses_shared_and_access = mayUse("retention", "shared", "access");

  @ArchTest
  static final ArchRule mailboxes_end_in_the_intake =
      mayUse("mailboxes", "shared", "intake", "access", "outbound");

  /** It knows the first administrator, which it announces, and the networks it checks. */
  @ArchTest
  static final ArchRule startup_uses_shared = mayUse("startup", "shared", "access", "outbound");

  @ArchTest
  static final ArchRule the_abuse_signal_api_uses_triage =
      mayUse(
          "abusesignal",
          "shared",
          "access",
          "intake",
          "formats",
          "reading",
          "evidence",
          "casework",
          "triage");

  @ArchTest
  static final ArchRule reading_uses_what_is_stored =
      mayUse("reading", "shared", "intake", "formats");

  @ArchTest
  static final ArchRule evidence_uses_cases =
      mayUse(
          "evidence",
          "shared",
          "http",
          "access",
          "intake",
          "formats",
          "reading",
          "notification",
          "casework");

  @ArchTest
  static final ArchRule reports_are_read_in_one_place =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.demarc.reading..", "dev.demarc.formats..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("FormatReader")
          .because("filing, replay, pages and evidence must read one report alike");

  @ArchTest static final ArchRule outbound_uses_shared = mayUse("outbound", "shared");

  /** Which credential a path takes is asked of the one place that tells paths apart. */
  @ArchTest static final ArchRule access_uses_shared = mayUse("access", "shared", "http");

  @ArchTest
  static final ArchRule http_uses_shared = mayUse("http", "shared", "formats", "intake", "startup");

  /** A message of several findings is taken apart before SNS hears that it was taken. */
  @ArchTest
  static final ArchRule sns_uses_intake =
      mayUse("sns", "shared", "intake", "formats", "reading", "access", "outbound");

  @ArchTest
  static final ArchRule casework_uses_what_comes_before =
      mayUse(
          "casework",
          "shared",
          "intake",
          "formats",
          "reading",
          "responsibility",
          "inventory",
          "routing",
          "notification",
          "access");

  @ArchTest
  static final ArchRule clocks_run_on_cases =
      mayUse("clocks", "shared", "responsibility", "routing", "notification", "access", "casework");

  @ArchTest
  static final ArchRule replies_are_notes_on_cases =
      mayUse(
          "replies",
          "shared",
          "access",
          "casework",
          "responsibility",
          "routing",
          "drafts",
          "notification");

  /** Neither of the two that it joins knows the other. */
  @ArchTest
  static final ArchRule a_welcome_is_told_by_mail =
      mayUse("welcome", "shared", "access", "notification");

  @ArchTest static final ArchRule counting_time_is_pure = mayUse("clocks.calendar", "shared");

  @ArchTest
  static final ArchRule playbooks_are_of_cases =
      mayUse("playbooks", "shared", "access", "responsibility", "routing", "casework", "drafts");

  @ArchTest
  static final ArchRule countermeasures_are_of_cases =
      mayUse("countermeasures", "shared", "access", "casework");

  /** It finds the case by tables, and knows none of the classes that work on cases. */
  @ArchTest
  static final ArchRule correlation_knows_no_casework =
      mayUse(
          "casework.correlation",
          "shared",
          "intake",
          "formats",
          "inventory",
          "notification",
          "access");

  @ArchTest
  static final ArchRule outcomes_know_no_casework = mayUse("casework.outcomes", "shared", "access");

  @ArchTest
  static final ArchRule presence_knows_no_casework = mayUse("casework.presence", "shared");

  @ArchTest static final ArchRule effort_knows_no_casework = mayUse("casework.effort", "shared");

  /** It computes hashes with nothing of what wrote them. */
  @ArchTest
  static final ArchRule verifying_knows_no_casework = mayUse("casework.timeline", "shared");

  /** It writes tables back, and knows none of the classes that work on cases. */
  @ArchTest static final ArchRule undo_knows_no_casework = mayUse("casework.changes", "shared");

  /**
   * The packages of features that are cut, those that know least first; "" is the feature's own. Of
   * casework: tables of their own, the case with its parts, what is in it, what is done with it,
   * and how it is shown and called.
   */
  private static final Map<String, List<String>> ORDER =
      Map.of(
          "casework",
          List.of(
              "outcomes",
              "rules",
              "correlation",
              "presence",
              "effort",
              "changes",
              "timeline",
              "",
              "contents",
              "participants",
              "links",
              "volume",
              "dispatch",
              "work",
              "lifecycle",
              "filing",
              "correspondence",
              "merging",
              "undo",
              "views",
              "api"),
          "intake",
          List.of("blobs", "", "smtp"),
          "notification",
          List.of("relay", ""),
          "finding",
          List.of("filter", ""),
          "responsibility",
          List.of("matrix", "words", ""),
          "access",
          List.of(
              "totp",
              "oidc",
              "passwords",
              "",
              "audit",
              "people",
              "keys",
              "signin",
              "administration"));

  @ArchTest
  static final ArchRule packages_of_a_feature_use_only_earlier_ones =
      classes()
          .that()
          .resideInAnyPackage(
              ORDER.keySet().stream()
                  .map(feature -> "dev.demarc." + feature + "..")
                  .toArray(String[]::new))
          .should(useOnlyEarlierPackagesOfTheirFeature())
          .because("a feature is understood from its tables up");

  @ArchTest
  static final ArchRule finding_uses_what_it_finds =
      mayUse(
          "finding",
          "shared",
          "formats",
          "responsibility",
          "routing",
          "notification",
          "access",
          "casework");

  @ArchTest
  static final ArchRule rules_for_cases_know_no_casework =
      mayUse("casework.rules", "shared", "access");

  @ArchTest
  static final ArchRule policy_uses_what_it_replays =
      mayUse(
          "policy",
          "shared",
          "intake",
          "formats",
          "reading",
          "responsibility",
          "inventory",
          "routing",
          "casework",
          "access");

  /** Figures are counted over what the others keep. */
  @ArchTest
  static final ArchRule insights_count_what_others_keep =
      mayUse(
          "insights",
          "shared",
          "responsibility",
          "routing",
          "notification",
          "access",
          "casework",
          "finding");

  /** It hands reports over as any channel does, and reads what became of them. */
  @ArchTest
  static final ArchRule the_public_form_is_a_channel =
      mayUse(
          "publicform",
          "shared",
          "intake",
          "formats",
          "reading",
          "casework",
          "clocks",
          "http",
          "notification");

  @ArchTest
  static final ArchRule nothing_depends_on_the_outermost_rooms =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.demarc.triage..",
              "dev.demarc.abusesignal..",
              "dev.demarc.console..",
              "dev.demarc.ops..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.demarc.triage..", "dev.demarc.console..", "dev.demarc.ops..")
          .because("triage, console and ops name the others and are named by none");

  @ArchTest
  static final ArchRule the_core_knows_no_framework =
      noClasses()
          .that()
          .resideInAnyPackage("dev.demarc.formats..", "dev.demarc.responsibility..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "jakarta.ws.rs..", "io.quarkus..")
          .because(
              "reading and deciding are pure, so that they can be tested and replayed anywhere");

  @ArchTest
  static final ArchRule routing_policy_knows_no_framework =
      noClasses()
          .that()
          .resideInAPackage("dev.demarc.routing.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "jakarta.ws.rs..", "io.quarkus..")
          .because("the rules can be tried on paper");

  @ArchTest
  static final ArchRule http_lives_in_resources_and_pages =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Resource")
          .and()
          .haveSimpleNameNotEndingWith("Pages")
          .and()
          // the one place that turns failures into answers
          .haveSimpleNameNotEndingWith("ProblemResponses")
          .and(topLevel())
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..")
          .because("what a feature does is not a matter of how it is called");

  @ArchTest
  static final ArchRule only_notification_sends_mail =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.demarc.notification..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.angus.mail.smtp..")
          .because("a mail that does not go through the outbox can be lost");

  @ArchTest
  static final ArchRule only_outbound_connects_to_hosts_that_people_name =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.demarc.outbound..",
              // to what the operator configures: the relay, the database
              "dev.demarc.notification..",
              "dev.demarc.ops..",
              "dev.demarc.startup..",
              // takes connections and makes none
              "dev.demarc.intake..")
          .should()
          .dependOnClassesThat(
              assignableTo(Socket.class)
                  .or(assignableTo(URLConnection.class))
                  .or(assignableTo(SocketChannel.class))
                  .or(resideInAPackage("java.net.http..")))
          .orShould()
          .callMethod(InetAddress.class, "getByName", String.class)
          .orShould()
          .callMethod(InetAddress.class, "getAllByName", String.class)
          .because("a name that is resolved and not checked may lead into the network of the site");

  @ArchTest
  static final ArchRule entities_stay_in_their_feature =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .should(beUsedOnlyByTheirFeature())
          .because("records cross boundaries; entities never do");

  @ArchTest
  static final ArchRule every_endpoint_says_who_may_call_it =
      methods()
          .that(areEndpoints())
          .should(declareWhoMayCall())
          .because("an endpoint that forgets to say is open to everyone");

  private static ArchRule mayUse(String feature, String... others) {
    var allowed = new String[others.length + 1];
    allowed[0] = "dev.demarc." + feature + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "dev.demarc." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("dev.demarc." + feature + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.demarc..").and(not(resideInAnyPackage(allowed))))
        .because("the rooms are entered in one direction only");
  }

  private static ArchCondition<JavaClass> useOnlyEarlierPackagesOfTheirFeature() {
    return new ArchCondition<>("use only earlier packages of their feature") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        int place = place(user);
        for (var use : user.getDirectDependenciesFromSelf()) {
          var target = use.getTargetClass();
          if (feature(target).equals(feature(user)) && place(target) > place) {
            events.add(SimpleConditionEvent.violated(user, use.getDescription()));
          }
        }
      }
    };
  }

  private static int place(JavaClass one) {
    var feature = feature(one);
    var name = one.getPackageName().substring(("dev.demarc." + feature).length());
    int place = ORDER.get(feature).indexOf(name.isEmpty() ? "" : name.substring(1));
    if (place < 0) {
      throw new AssertionError(one.getPackageName() + " has no place among its feature's packages");
    }
    return place;
  }

  private static ArchCondition<JavaClass> beUsedOnlyByTheirFeature() {
    return new ArchCondition<>("be used only by their feature") {
      @Override
      public void check(JavaClass entity, ConditionEvents events) {
        for (var use : entity.getDirectDependenciesToSelf()) {
          if (!feature(use.getOriginClass()).equals(feature(entity))) {
            events.add(SimpleConditionEvent.violated(entity, use.getDescription()));
          }
        }
      }
    };
  }

  /** The package below that of the project: casework, clocks. */
  private static String feature(JavaClass one) {
    var name = one.getPackageName();
    return name.startsWith("dev.demarc.") ? name.split("\\.")[2] : "";
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> topLevel() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "are top level", c -> !c.isNestedClass() && !c.isAnonymousClass());
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaMethod> areEndpoints() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "are endpoints",
        method ->
            method.getAnnotations().stream()
                .anyMatch(a -> a.getRawType().isAnnotatedWith(HttpMethod.class)));
  }

  private static ArchCondition<JavaMethod> declareWhoMayCall() {
    return new ArchCondition<>("declare who may call them") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean declared =
            method.isAnnotatedWith(RolesAllowed.class)
                || method.isAnnotatedWith(PermitAll.class)
                || method.isAnnotatedWith(DenyAll.class)
                || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                || method.getOwner().isAnnotatedWith(PermitAll.class);
        if (!declared) {
          events.add(
              SimpleConditionEvent.violated(
                  method, method.getFullName() + " says nothing about who may call it"));
        }
      }
    };
  }

  @ArchTest
  static void no_two_classes_have_one_name(JavaClasses classes) {
    var named = new TreeMap<String, Set<String>>();
    for (var one : classes) {
      if (one.isTopLevelClass() && !one.getSimpleName().equals("package-info")) {
        named.computeIfAbsent(one.getSimpleName(), n -> new TreeSet<>()).add(one.getName());
      }
    }
    named.values().removeIf(names -> names.size() == 1);
    org.assertj.core.api.Assertions.assertThat(named.values()).isEmpty();
  }
}
