package dev.demarc.formats;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of {@code formats} may use which. */
@AnalyzeClasses(
    packages = "dev.demarc.formats",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

  private static final String ROOT = "dev.demarc.formats";

  @ArchTest static final ArchRule text_uses_none = mayUse("text");
  @ArchTest static final ArchRule indicators_use_text = mayUse("indicators", "text");
  @ArchTest static final ArchRule files_use_text = mayUse("files", "text");
  @ArchTest static final ArchRule containers_use_text = mayUse("containers", "text");

  @ArchTest static final ArchRule mime_uses_files = mayUse("mime", "text", "files", "containers");

  @ArchTest
  static final ArchRule mail_facts_use_mime = mayUse("mailfacts", "text", "indicators", "mime");

  @ArchTest
  static final ArchRule the_core_uses_no_format =
      mayUse("", "text", "indicators", "files", "mime", "mailfacts");

  @ArchTest static final ArchRule lists_use_the_core = mayUse("bulk", "", "text");

  @ArchTest
  static final ArchRule the_own_form_uses_no_other_format =
      mayUse("form", "", "text", "indicators", "files", "mime", "mailfacts", "bulk");

  @ArchTest
  static final ArchRule documents_use_the_names_of_tables =
      mayUse("documents", "", "text", "indicators", "files", "bulk");

  @ArchTest
  static final ArchRule intelligence_uses_the_names_of_tables =
      mayUse("intel", "", "text", "indicators", "files", "bulk");

  @ArchTest
  static final ArchRule mails_use_the_own_form_tables_documents_and_intelligence =
      mayUse(
          "mail",
          "",
          "text",
          "indicators",
          "files",
          "mime",
          "mailfacts",
          "bulk",
          "form",
          "documents",
          "intel");

  @ArchTest
  static final ArchRule xarf_uses_mails =
      mayUse("xarf", "", "text", "indicators", "files", "mime", "mailfacts", "mail");

  @ArchTest
  static final ArchRule aws_uses_mails =
      mayUse("aws", "", "text", "indicators", "files", "mime", "mailfacts", "form", "mail");

  private static ArchRule mayUse(String one, String... others) {
    var allowed = new String[others.length + 1];
    allowed[0] = named(one);
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = named(others[i]);
    }
    return noClasses()
        .that()
        .resideInAPackage(named(one))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .because("who adds a format opens its own package and those below it");
  }

  private static String named(String subpackage) {
    return subpackage.isEmpty() ? ROOT : ROOT + "." + subpackage;
  }
}
