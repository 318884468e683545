package dev.demarc;

import dev.demarc.intake.S3StoreResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the running application on the embedded database. All of them share one application and
 * one database: a test makes its own data and does not count on an empty table. Raw reports lie in
 * S3, with {@code -Ddemarc.blobs.store=database} there.
 */
@QuarkusTest
@ExtendWith({QuickPaths.class, LastExchange.class})
@QuarkusTestResource(EmbeddedDatabaseResource.class)
@QuarkusTestResource(MailRelayResource.class)
@QuarkusTestResource(CertificateResource.class)
@QuarkusTestResource(OidcProviderResource.class)
@QuarkusTestResource(S3StoreResource.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DemarcTest {}
