package app;

public class App {
    static String greeting(String name) {
        return "Hello, " + name;
    }

    public static void main(String[] args) {
        System.out.println(greeting(System.getProperty("user.home")));
    }
}
