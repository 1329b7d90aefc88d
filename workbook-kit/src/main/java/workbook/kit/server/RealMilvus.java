package workbook.kit.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.kit.server.MilvusServer.Kind;

/**
 * On a test class: its tests need a server, and take it as a parameter of type {@link
 * MilvusServer}. It is shared with all other tests of the Maven run, so a test cleans up after
 * itself and does not stop it.
 *
 * <p>If the server cannot be had, the tests are skipped and the reason is reported. {@code
 * -Dmilvus.require=docker} (or {@code docker,lite}) makes that a failure.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RealMilvusExtension.class)
public @interface RealMilvus {

  /** The one kind to run on; empty for what {@code -Dmilvus=} names, or else a container. */
  Kind[] value() default {};
}
